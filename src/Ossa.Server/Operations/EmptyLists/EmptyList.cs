using Ossa.Engine;
using Ossa.Protocol.Errors;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.EmptyLists;

/// <summary>
/// A list of what a server cannot have yet, because nothing of the kind can be made. Whoever asks is told what a fresh account of the service
/// is told: that there is none.
/// </summary>
internal abstract class EmptyList : Operation
{
    public override Need Need => Need.Owner;

    public override string? Missing => "the list is always empty, as nothing of the kind can be made yet";

    /// <summary>The name of the answer's root element.</summary>
    protected abstract string Root { get; }

    /// <summary>What the root holds beside the entries that there are none of.</summary>
    /// <exception cref="OssException">A parameter is out of its range.</exception>
    protected abstract IReadOnlyList<ListElement> ElementsFor(OssContext context);

    public override Task HandleAsync(OssContext context) =>
        XmlAnswer.WriteAsync(context, new EmptyListDocument(Root, ElementsFor(context)));

    /// <summary>The beginning of a list whose pages are asked for by prefix, marker and max-keys.</summary>
    protected static IReadOnlyList<ListElement> MarkerPage(OssContext context)
    {
        var maxKeys = ListParameters.MaxKeys(context, OssErrors.InvalidArgument);
        return
        [
            new("Prefix", context.Target["prefix"] ?? ""),
            new("Marker", context.Target["marker"] ?? ""),
            new("MaxKeys", $"{maxKeys}"),
            new("IsTruncated", "false"),
            new("NextMarker"),
        ];
    }

    /// <summary>The beginning of a list whose pages, of <paramref name="most"/> entries at most, are asked for by a token.</summary>
    protected static ListElement TokenPage(OssContext context, int most)
    {
        ListParameters.PageSize(context, "max-keys", Limits.DefaultListEntries, OssErrors.InvalidArgument, most);
        return new("IsTruncated", "false");
    }
}
