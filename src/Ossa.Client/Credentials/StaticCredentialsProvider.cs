using Ossa.Protocol.Signing;

namespace Ossa.Client.Credentials;

/// <summary>The same credentials for every request.</summary>
/// <param name="key">The credentials.</param>
public sealed class StaticCredentialsProvider(AccessKey key) : ICredentialsProvider
{
    /// <summary>The same credentials for every request.</summary>
    /// <param name="id">The access key id.</param>
    /// <param name="secret">The access key secret.</param>
    /// <param name="securityToken">The security token of temporary credentials, or null.</param>
    public StaticCredentialsProvider(string id, string secret, string? securityToken = null)
        : this(new AccessKey(id, secret, securityToken)) { }

    /// <inheritdoc/>
    public ValueTask<AccessKey?> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult<AccessKey?>(key);
}
