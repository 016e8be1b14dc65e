using System.Globalization;
using Ossa.Protocol.Access;
using Ossa.Protocol.Errors;

namespace Ossa.Engine.Links;

/// <summary>What a link may be. Whoever asks for something else is told what there can be.</summary>
internal static class LinkRules
{
    private const string Positive = "must be at least 1";
    private const string OfObjects = "is for links to one object only";
    private const string OfDownloads = "is not for links to upload by";
    private const string OfUploads = "is for links to upload by only";

    /// <exception cref="OssException">What is asked for makes no sense, or is beyond the limits.</exception>
    public static void Check(LinkRequest request, DateTimeOffset now)
    {
        CheckEnd(request.ExpiresAt, request.NotBefore, now);
        var limits = request.Limits;
        Require(request.Kind != LinkKind.Folder || Link.IsFolder(request.Key), "Key", "must end with a slash");
        Require(request.Name.Length <= Limits.MaxLinkNameCharacters, "Name", AtMost(Limits.MaxLinkNameCharacters));
        Require(
            request.Disposition is null or { Length: <= Limits.MaxLinkDispositionCharacters },
            "Disposition",
            AtMost(Limits.MaxLinkDispositionCharacters)
        );
        Require(request.Kind == LinkKind.Object || request.Disposition is null, "Disposition", OfObjects);
        Require(limits.MaxDownloads is null or > 0, "MaxDownloads", Positive);
        Require(limits.MaxBytes is null or > 0, "MaxBytes", Positive);
        Require(
            limits.BytesPerSecond is null or (>= Limits.MinLinkBytesPerSecond and <= Limits.MaxLinkBytesPerSecond),
            "BytesPerSecond",
            Text(
                $"must be from {Limits.MinLinkBytesPerSecond} ({Limits.MinLinkBytesPerSecond >> 10}K) to {Limits.MaxLinkBytesPerSecond} ({Limits.MaxLinkBytesPerSecond >> 20}M) bytes a second"
            )
        );
        Require(
            limits.Addresses.Count <= Limits.MaxLinkAddresses
                && limits.Addresses.All(range => AddressRange.TryParse(range) is not null),
            "Addresses",
            Text($"must be at most {Limits.MaxLinkAddresses} addresses or ranges such as 10.0.0.0/8")
        );
        CheckUploads(request);
    }

    /// <exception cref="OssException">The end is not ahead, too far, or not after the beginning.</exception>
    public static void CheckEnd(DateTimeOffset end, DateTimeOffset? beginning, DateTimeOffset now)
    {
        Require(
            end > now && end <= now + Limits.MaxLinkValidity,
            "ExpiresAt",
            Text($"must be ahead, by at most {Limits.MaxLinkValidity.Days} days")
        );
        Require(beginning is null || beginning < end, "NotBefore", "must be before the end");
    }

    /// <summary>What is said of downloads is no word about uploads, and the other way round.</summary>
    private static void CheckUploads(LinkRequest request)
    {
        var limits = request.Limits;
        if (request.Kind == LinkKind.Upload)
        {
            Require(limits.MaxDownloads is null, "MaxDownloads", OfDownloads);
            Require(limits.MaxBytes is null, "MaxBytes", OfDownloads);
            Require(limits.MaxFiles is null or > 0, "MaxFiles", Positive);
            Require(limits.MaxFileBytes is null or > 0, "MaxFileBytes", Positive);
            Require(
                limits.Types.Count <= Limits.MaxLinkTypes && limits.Types.All(MediaRange.IsValid),
                "Types",
                Text($"must be at most {Limits.MaxLinkTypes} types such as image/* or application/pdf")
            );
            return;
        }

        Require(limits.MaxFiles is null, "MaxFiles", OfUploads);
        Require(limits.MaxFileBytes is null, "MaxFileBytes", OfUploads);
        Require(limits.Types.Count == 0, "Types", OfUploads);
        Require(!request.MayOverwrite, "MayOverwrite", OfUploads);
    }

    private static string AtMost(int characters) => Text($"must have at most {characters} characters");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Require(bool holds, string argument, string rule)
    {
        if (!holds)
        {
            throw new OssException(LinkErrors.InvalidArgument, [new("ArgumentName", argument), new("Rule", rule)]);
        }
    }
}
