namespace Ossa.Client;

/// <summary>The temporary credentials have ended, so nothing can be signed with them any more.</summary>
public sealed class OssCredentialsExpiredException : OssClientException
{
    internal OssCredentialsExpiredException()
        : base("The temporary credentials have ended.", innerException: null) { }
}
