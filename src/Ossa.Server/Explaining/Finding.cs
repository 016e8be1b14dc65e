namespace Ossa.Server.Explaining;

/// <summary>Something worth knowing about a signed URL.</summary>
/// <param name="IsFault">Whether the URL cannot work because of it; otherwise it is advice.</param>
/// <param name="Text">One line that says what it is and what to do.</param>
public sealed record Finding(bool IsFault, string Text)
{
    internal static Finding Fault(string text) => new(IsFault: true, text);

    internal static Finding Hint(string text) => new(IsFault: false, text);
}
