using Ossa.Server.Hosting;

namespace Ossa.Server.Explaining.Checks;

/// <summary>The usual mistakes, each looked for by itself; faults come before hints.</summary>
internal static class UrlChecks
{
    /// <summary>Looks at the URL alone.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="time">What time it is.</param>
    /// <param name="isSignatureRight">Whether the signature is known to be right, so that nothing can have been added to the URL.</param>
    public static IReadOnlyList<Finding> Run(SignedUrl url, ShownTime time, bool isSignatureRight) =>
        [
            .. new[]
            {
                WritingChecks.Find(url),
                ParameterChecks
                    .Find(url)
                    .Select(finding => finding.IsFault ? finding with { Cause = Cause.Parameters } : finding),
                ScopeChecks.Find(url),
                TimeChecks.Find(Validity.Read(url), time),
                AddressChecks.Find(url),
                isSignatureRight ? [] : AppendedParameters.Find(url),
            }
                .SelectMany(findings => findings)
                .OrderByDescending(finding => finding.IsFault),
        ];
}
