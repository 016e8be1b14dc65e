using Ossa.Protocol.Signing;

namespace Ossa.Client.Credentials;

/// <summary>Nobody signs; only what is public can be reached.</summary>
public sealed class AnonymousCredentialsProvider : ICredentialsProvider
{
    /// <inheritdoc/>
    public ValueTask<AccessKey?> GetAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<AccessKey?>(null);
}
