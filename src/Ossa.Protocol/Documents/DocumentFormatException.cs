using Ossa.Protocol.Errors;

namespace Ossa.Protocol.Documents;

/// <summary>A document that is not what it should be: not well-formed, too large, of another kind, or with a value that cannot be read.</summary>
/// <param name="message">What is wrong, in a sentence for the sender.</param>
/// <param name="innerException">What the XML reader said, if it was the one to refuse.</param>
public sealed class DocumentFormatException(string message, Exception? innerException = null)
    : FormatException(message, innerException)
{
    /// <summary>The error that the service has for just this, or null where it is that of every bad document of its kind.</summary>
    public OssError? Error { get; init; }
}
