namespace Ossa.Server.Explaining;

/// <summary>All that is known about a signed URL. It holds no secret, and of a signature no more than the URL itself.</summary>
/// <param name="Facts">What the URL says, in an order for people.</param>
/// <param name="Findings">The usual mistakes that were found, faults before hints.</param>
/// <param name="IsSignatureRight">Whether the signature is right; null where nobody could check.</param>
/// <param name="Verdict">The same in a sentence, with what would make it right where that is known.</param>
/// <param name="Method">The method that was signed, as far as one can tell.</param>
/// <param name="IsV4">Whether it is signed by version 4; by version 1 otherwise.</param>
/// <param name="Signed">
/// The lines that were signed, where that came out, else those that would be: the canonical request of V4, the string to sign of V1; none where
/// the URL cannot be read.
/// </param>
/// <param name="Refusal">What a server said to it; null where nobody knows.</param>
public sealed record Explanation(
    IReadOnlyList<ExplainedFact> Facts,
    IReadOnlyList<Finding> Findings,
    bool? IsSignatureRight,
    string Verdict,
    string Method,
    bool IsV4,
    IReadOnlyList<string> Signed,
    ExplainedRefusal? Refusal
)
{
    /// <summary>The usual causes in the order in which they are looked at, each with what is known of it.</summary>
    public IReadOnlyList<ExplainedCause> Causes { get; init; } = [];

    /// <summary>The verdict for other languages.</summary>
    public Saying? VerdictSaid { get; init; }

    /// <summary>What the server that was asked would answer now; null where none was asked.</summary>
    public ToldAnswer? Now { get; init; }
}

/// <summary>One of the usual causes, and whether it is the one.</summary>
/// <param name="Cause">Which one.</param>
/// <param name="State">What is known of it.</param>
/// <param name="Text">What was found and what to do; null where there is nothing to say.</param>
public sealed record ExplainedCause(Cause Cause, CauseState State, string? Text)
{
    /// <summary>The same for other languages.</summary>
    public Saying? Said { get; init; }

    internal static ExplainedCause Of(Cause cause, CauseState state, Sentence? sentence) =>
        new(cause, state, sentence?.Text) { Said = sentence?.Said };
}

/// <summary>One thing that a signed URL says.</summary>
/// <param name="Name">What it is, such as "signed by".</param>
/// <param name="Text">How it reads.</param>
public sealed record ExplainedFact(string Name, string Text);

/// <summary>What a server said to a signed URL, and what that tells.</summary>
/// <param name="Code">The code of the error.</param>
/// <param name="Message">Its message.</param>
/// <param name="Ec">Its fine-grained code, or null.</param>
/// <param name="Findings">What it tells beyond its own words.</param>
/// <param name="Parts">
/// What was signed and what the server received, part by part. None where the error does not show that.
/// </param>
public sealed record ExplainedRefusal(
    string Code,
    string Message,
    string? Ec,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<ComparedPart> Parts
);

/// <summary>One part of what is signed, on both sides.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Signed">How it was signed, as far as that came out, else how the URL has it; null where it is missing.</param>
/// <param name="Received">How the server read it; null where it is missing.</param>
public sealed record ComparedPart(string Label, string? Signed, string? Received)
{
    /// <summary>Whether the sides differ.</summary>
    public bool Differs => Signed != Received;
}

/// <summary>What would become of a request if it came now.</summary>
/// <param name="IsAnswered">Whether it would be let in, as far as can be told without doing what it asks for.</param>
/// <param name="Operation">What it asks for, such as GetObject; null where that was not reached.</param>
/// <param name="Reason">Why it is allowed or denied, such as "denied by statement 2 of policy X"; null where nothing was to be decided.</param>
public sealed record ToldAnswer(bool IsAnswered, string? Operation, string? Reason);
