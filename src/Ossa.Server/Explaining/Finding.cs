namespace Ossa.Server.Explaining;

/// <summary>Something worth knowing about a signed URL.</summary>
/// <param name="IsFault">Whether the URL cannot work because of it; otherwise it is advice.</param>
/// <param name="Text">One line that says what it is and what to do.</param>
/// <param name="Cause">Which of the usual causes it is about; null where it is none of them.</param>
public sealed record Finding(bool IsFault, string Text, Cause? Cause = null)
{
    internal static Finding Fault(string text, Cause? cause = null) => new(IsFault: true, text, cause);

    internal static Finding Hint(string text, Cause? cause = null) => new(IsFault: false, text, cause);
}
