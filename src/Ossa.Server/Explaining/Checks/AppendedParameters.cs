using Ossa.Protocol.Signing;

namespace Ossa.Server.Explaining.Checks;

/// <summary>Parameters that chat programs, mail trackers and content networks add to links on the way.</summary>
internal static class AppendedParameters
{
    private static readonly string[] Trackers =
    [
        "from",
        "isappinstalled",
        "nsukey",
        "spm",
        "fbclid",
        "gclid",
        "msclkid",
        "mc_cid",
        "mc_eid",
    ];

    private static readonly string[] ListingParameters =
    [
        "prefix",
        "delimiter",
        "marker",
        "max-keys",
        "encoding-type",
        "list-type",
        "start-after",
        "fetch-owner",
    ];

    public static IEnumerable<Finding> Find(SignedUrl url)
    {
        foreach (var name in Names(url))
        {
            yield return (url.IsV4, IsTracker(name)) switch
            {
                (true, true) => Finding.Fault(
                    "TrackerAdded",
                    $"'{name}' was added after signing; V4 signs every parameter, so remove it.",
                    Cause.Parameters
                ),
                (true, false) => Finding.Hint(
                    "MaybeAdded",
                    $"'{name}' is no parameter of OSS; if it was added after signing, remove it.",
                    Cause.Parameters
                ),
                _ => Finding.Hint(
                    "HarmlessAddition",
                    $"'{name}' is no parameter of OSS; V1 does not sign it, so it does no harm."
                ),
            };
        }
    }

    /// <summary>Names of parameters that OSS does not know, in their order.</summary>
    public static IReadOnlyList<string> Names(SignedUrl url) =>
        [.. url.Query.Select(parameter => parameter.Key).Where(name => !IsKnown(name)).Distinct()];

    private static bool IsTracker(string name) =>
        Trackers.Contains(name) || name.StartsWith("utm_", StringComparison.Ordinal);

    private static bool IsKnown(string name) =>
        SubResources.IsSignedByV1(name)
        || ListingParameters.Contains(name)
        || name is V1Parameters.AccessKeyId or V1Parameters.Expires or V1Parameters.Signature;
}
