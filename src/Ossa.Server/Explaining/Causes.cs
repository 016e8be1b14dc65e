using Ossa.Protocol.Documents;

namespace Ossa.Server.Explaining;

/// <summary>Goes through the usual causes in their order and says of each whether it is the one.</summary>
/// <param name="url">The URL.</param>
/// <param name="verdict">What its signature is worth.</param>
/// <param name="refusal">What a server said to it, or null.</param>
/// <param name="parts">What was signed and what the server received, where that is known.</param>
/// <param name="now">What a server would answer now, or null where none was asked.</param>
internal sealed class Causes(
    SignedUrl url,
    Verdict verdict,
    ErrorDocument? refusal,
    IReadOnlyList<ComparedPart> parts,
    ToldAnswer? now
)
{
    private readonly Validity _validity = Validity.Read(url);

    /// <summary>The causes, each once.</summary>
    /// <param name="findings">All that was found, what weighs most first.</param>
    public IReadOnlyList<ExplainedCause> Judge(IReadOnlyList<Finding> findings) =>
        [.. Enum.GetValues<Cause>().Select(cause => Judge(cause, findings))];

    /// <summary>The causes where all that is known is how one request was answered.</summary>
    /// <param name="found">The one that it was refused for, or null where it was for none of them.</param>
    /// <param name="sentence">What to say of it.</param>
    /// <param name="isAnswered">Whether it was not refused.</param>
    public static IReadOnlyList<ExplainedCause> OfAnswer(Cause? found, Sentence? sentence, bool isAnswered) =>
        [
            .. Enum.GetValues<Cause>()
                .Select(cause =>
                    cause == found
                        ? ExplainedCause.Of(cause, CauseState.Found, sentence)
                        : new ExplainedCause(cause, isAnswered ? CauseState.Clear : CauseState.Unknown, Text: null)
                ),
        ];

    private ExplainedCause Judge(Cause cause, IReadOnlyList<Finding> findings)
    {
        var about = findings.Where(finding => finding.Cause == cause).ToArray();
        if (Array.Find(about, finding => finding.IsFault) is { } fault)
        {
            return new ExplainedCause(cause, CauseState.Found, fault.Text) { Said = fault.Said };
        }

        if (verdict.Cause == cause)
        {
            return ExplainedCause.Of(cause, CauseState.Found, verdict.Sentence);
        }

        if (
            cause == Cause.Method
            && parts.FirstOrDefault(part => part is { Label: "method", Differs: true }) is { } method
        )
        {
            return verdict.Signed is null
                ? ExplainedCause.Of(
                    cause,
                    CauseState.Possible,
                    Sentence.Of("MethodReceived", $"The server received {method.Received}.")
                )
                : ExplainedCause.Of(
                    cause,
                    CauseState.Found,
                    Sentence.Of(
                        "MethodDiffers",
                        $"It was signed for {method.Signed}, and the server received {method.Received}."
                    )
                );
        }

        return RefusalAdvice.CauseOf(refusal?.Code, refusal?.Ec) == cause
                ? ExplainedCause.Of(cause, CauseState.Found, RefusalAdvice.SentenceOf(refusal!.Code, refusal.Ec))
            : about.Length > 0 ? new ExplainedCause(cause, CauseState.Possible, about[0].Text) { Said = about[0].Said }
            : new ExplainedCause(cause, IsClear(cause) ? CauseState.Clear : CauseState.Unknown, Text: null);
    }

    private bool IsClear(Cause cause) =>
        now?.IsAnswered == true
        || cause switch
        {
            Cause.Expired => _validity.Until is not null,
            Cause.Clock or Cause.TimeZone => _validity.SignedAt is not null,
            Cause.Region => url.Signature is not null,
            // What is right, or was found to be something else, is not wrong for any of these.
            Cause.AccessKey or Cause.Method or Cause.Parameters or Cause.PlusSign or Cause.ContentType =>
                verdict.IsRight == true || verdict.Signed is not null,
            _ => false,
        };
}
