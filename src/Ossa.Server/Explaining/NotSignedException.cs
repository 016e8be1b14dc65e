namespace Ossa.Server.Explaining;

/// <summary>What was to be explained is no signed URL.</summary>
/// <param name="message">What it is instead.</param>
/// <param name="isUrl">Whether it is a URL at least.</param>
public sealed class NotSignedException(string message, bool isUrl) : Exception(message)
{
    /// <summary>Whether it is a URL at least.</summary>
    public bool IsUrl => isUrl;
}
