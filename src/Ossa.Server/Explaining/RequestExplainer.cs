using Ossa.Server.Audit;
using Ossa.Server.Hosting;

namespace Ossa.Server.Explaining;

/// <summary>Puts together what the audit log knows of one request: by then its URL is gone, but not what was said to it, and why.</summary>
/// <param name="entry">The request.</param>
/// <param name="time">How times are written.</param>
internal sealed class RequestExplainer(AuditEntry entry, ShownTime time)
{
    /// <summary>The explanation.</summary>
    public Explanation Explain()
    {
        var advice = entry.Code is { } code ? RefusalAdvice.SentenceOf(code, entry.Ec) : null;
        var cause = RefusalAdvice.CauseOf(entry.Code, entry.Ec);
        var reason = entry.Decision?.Reason ?? entry.Message;
        var verdict = entry.Code is null
            ? Sentence.Of("RequestAnswered", $"The request was answered.")
            : Sentence.Of("RequestRefused", $"The request was refused.");
        return new Explanation(
            [.. RequestFacts.Of(entry, time)],
            [],
            IsSignatureRight: entry.AccessKeyId is null ? null : true,
            verdict.Text,
            Method: "",
            IsV4: true,
            [],
            entry.Code is null
                ? null
                : new ExplainedRefusal(
                    entry.Code,
                    entry.Message ?? reason ?? "",
                    entry.Ec,
                    advice is null ? [] : [Finding.Hint(advice, cause)],
                    []
                )
        )
        {
            Causes = Causes.OfAnswer(cause, advice, isAnswered: entry.Code is null),
            VerdictSaid = verdict.Said,
        };
    }
}
