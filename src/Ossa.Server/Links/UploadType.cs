using Ossa.Engine;
using Ossa.Engine.Links;
using Ossa.Protocol.Errors;
using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Links;

/// <summary>
/// The type of a file that comes in by a link: what its sender states, or where that says nothing, what its name says. Where the link takes some
/// types only, both must be of them, lest a page come in as a picture. What is in the file is not looked at.
/// </summary>
internal static class UploadType
{
    /// <summary>The type that the object gets.</summary>
    /// <exception cref="OssException">The link takes no such files, or the type is too long to be kept.</exception>
    public static string Require(Link link, string key, string? stated)
    {
        var ofName = ContentTypes.OfKey(key);
        var type = IsUnknown(stated) ? ofName : stated!;
        if (type.Length > Limits.MaxKeptHeaderBytes)
        {
            throw new OssException(OssErrors.KeptHeadersTooLarge);
        }

        var isTaken =
            link.Limits.Types.Count == 0
            || (IsOf(link, type) && (ofName == ContentTypes.Unknown || IsOf(link, ofName)));
        return isTaken
            ? type
            : throw new OssException(LinkErrors.FileTypeRefused, "ContentType", WireText.ToText(type));
    }

    private static bool IsUnknown(string? stated) =>
        string.IsNullOrWhiteSpace(stated) || Plain(stated) == ContentTypes.Unknown;

    private static bool IsOf(Link link, string type) =>
        link.Limits.Types.Any(range => MediaRange.Covers(range, Plain(type)));

    /// <summary>A type without its parameters.</summary>
    private static string Plain(string type) => type.Split(';')[0].Trim().ToLowerInvariant();
}
