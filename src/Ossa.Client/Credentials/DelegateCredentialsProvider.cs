using Ossa.Protocol.Signing;

namespace Ossa.Client.Credentials;

/// <summary>Credentials from a function, such as one that asks a token service.</summary>
/// <param name="get">Gets the credentials, or null for anonymous requests; it is called before each request.</param>
public sealed class DelegateCredentialsProvider(Func<CancellationToken, ValueTask<AccessKey?>> get)
    : ICredentialsProvider
{
    /// <inheritdoc/>
    public ValueTask<AccessKey?> GetAsync(CancellationToken cancellationToken) => get(cancellationToken);
}
