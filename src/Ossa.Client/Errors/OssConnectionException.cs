namespace Ossa.Client;

/// <summary>No answer: the server could not be reached, the connection broke, or nothing happened for too long.</summary>
public sealed class OssConnectionException : OssClientException
{
    internal OssConnectionException(string message, Exception innerException)
        : base(message, innerException) { }
}
