using Ossa.Protocol.Signing;

namespace Ossa.Client.Credentials;

/// <summary>Where the client finds who signs. It asks before each request, so a provider should remember what is slow to get.</summary>
public interface ICredentialsProvider
{
    /// <summary>The credentials, or null for anonymous requests.</summary>
    ValueTask<AccessKey?> GetAsync(CancellationToken cancellationToken);
}
