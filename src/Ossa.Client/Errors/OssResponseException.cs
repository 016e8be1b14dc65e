namespace Ossa.Client;

/// <summary>The request succeeded, but its answer cannot be understood: whoever answered may be no object store.</summary>
public sealed class OssResponseException : OssClientException
{
    internal OssResponseException(string message, Exception? innerException = null)
        : base(message, innerException) { }
}
