using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Signing;
using Ossa.Server.Explaining.Checks;
using Ossa.Server.Hosting;

namespace Ossa.Server.Explaining;

/// <summary>Puts together all that is known about a signed URL.</summary>
/// <param name="url">The URL.</param>
/// <param name="secret">The secret of the key that signed it; null where nobody at hand has it.</param>
/// <param name="time">What time it is, and how times are written.</param>
public sealed class UrlExplainer(SignedUrl url, SigningSecret? secret, ShownTime time)
{
    /// <summary>The explanation.</summary>
    /// <param name="refusal">What a server said to the URL, or null.</param>
    /// <param name="withoutSecret">Why the secret is missing, to follow "The signature cannot be checked".</param>
    /// <param name="now">What the server would answer now, or null where it was not asked.</param>
    /// <param name="ofKey">Why a server does not take the key that signed, or null.</param>
    public Explanation Explain(
        ErrorDocument? refusal,
        string withoutSecret,
        ToldAnswer? now = null,
        OssError? ofKey = null
    )
    {
        var verdict = SignatureCheck.Run(url, secret, withoutSecret);
        var method = verdict.Signed?.Method ?? url.Given.Method ?? "GET";
        var signed = CanonicalText.Of(url, verdict.Signed ?? url.Request(url.Address, method, plusIsSpaceInKey: false));
        var findings = Findings(verdict.IsRight == true);
        var parts = signed is null || refusal is null ? [] : Compare(signed, refusal);
        var isSame = parts.Count > 0 && !parts.Any(part => part.Differs);
        Finding[] told = refusal is null ? [] : [.. ServerErrorChecks.Find(refusal, time, isSame)];
        return new Explanation(
            [.. UrlFacts.Of(url, verdict, time)],
            findings,
            verdict.IsRight,
            verdict.Sentence.Text,
            method,
            url.IsV4,
            signed?.Split('\n') ?? [],
            refusal is null ? null : new ExplainedRefusal(refusal.Code, refusal.Message, refusal.Ec, told, parts)
        )
        {
            Causes = new Causes(url, verdict, refusal, parts, now).Judge([.. findings, .. told, .. OfKey(ofKey)]),
            Now = now,
            VerdictSaid = verdict.Sentence.Said,
        };
    }

    private static Finding[] OfKey(OssError? refusal) =>
        refusal is null
            ? []
            :
            [
                Finding.Fault(
                    RefusalAdvice.SentenceOf(refusal.Code, refusal.Ec)
                        ?? Sentence.Of("ServerSays", $"{refusal.Message}"),
                    RefusalAdvice.CauseOf(refusal.Code, refusal.Ec)
                ),
            ];

    private IReadOnlyList<Finding> Findings(bool isSignatureRight)
    {
        var findings = UrlChecks.Run(url, time, isSignatureRight);
        return url.Refusal is { } refusal && !findings.Any(finding => finding.IsFault)
            ? [Finding.Fault("ServerRefuses", $"A server refuses it: {refusal.Message}"), .. findings]
            : findings;
    }

    private IReadOnlyList<ComparedPart> Compare(string signed, ErrorDocument refusal)
    {
        var (request, stringToSign) = (refusal.Detail("CanonicalRequest"), refusal.Detail("StringToSign"));
        return (url.IsV4, request, stringToSign) switch
        {
            (true, { } theirs, _) => CanonicalDifference.Of(
                CanonicalText.SplitV4(signed),
                CanonicalText.SplitV4(theirs)
            ),
            (true, null, { } theirs) => CanonicalDifference.Of(
                CanonicalText.SplitStringToSign(CanonicalText.StringToSignOf(url, signed)!),
                CanonicalText.SplitStringToSign(theirs)
            ),
            (false, _, { } theirs) => CanonicalDifference.Of(
                CanonicalText.SplitV1(signed),
                CanonicalText.SplitV1(theirs)
            ),
            _ => [],
        };
    }
}
