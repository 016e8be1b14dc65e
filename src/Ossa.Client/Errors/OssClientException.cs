namespace Ossa.Client;

/// <summary>The root of what goes wrong between this client and the object store.</summary>
public abstract class OssClientException : Exception
{
    private protected OssClientException(string message, Exception? innerException = null)
        : base(message, innerException) { }
}
