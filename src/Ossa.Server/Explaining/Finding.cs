namespace Ossa.Server.Explaining;

/// <summary>Something worth knowing about a signed URL.</summary>
/// <param name="IsFault">Whether the URL cannot work because of it; otherwise it is advice.</param>
/// <param name="Text">One line that says what it is and what to do.</param>
/// <param name="Cause">Which of the usual causes it is about; null where it is none of them.</param>
public sealed record Finding(bool IsFault, string Text, Cause? Cause = null)
{
    /// <summary>The same for other languages.</summary>
    public Saying? Said { get; init; }

    internal static Finding Fault(string code, Wording wording, Cause? cause = null) =>
        Of(isFault: true, Sentence.Of(code, wording), cause);

    internal static Finding Fault(Sentence sentence, Cause? cause = null) => Of(isFault: true, sentence, cause);

    internal static Finding Hint(string code, Wording wording, Cause? cause = null) =>
        Of(isFault: false, Sentence.Of(code, wording), cause);

    internal static Finding Hint(Sentence sentence, Cause? cause = null) => Of(isFault: false, sentence, cause);

    private static Finding Of(bool isFault, Sentence sentence, Cause? cause) =>
        new(isFault, sentence.Text, cause) { Said = sentence.Said };
}
