using System.Security.Cryptography;
using System.Text;
using Ossa.Protocol.Hashing;

namespace Ossa.Protocol.Signing;

/// <summary>
/// The secret of one access key, ready to verify many requests: it keeps the V4 key of the scope that was asked for last, since
/// nearly all requests of a day share one. Safe for use by many threads at once.
/// </summary>
/// <param name="secret">The access key secret.</param>
public sealed class SigningSecret(string secret)
{
    private volatile ScopedKey? _last;

    internal string Text => secret;

    /// <summary>Whether it is this secret. How long that takes tells nothing of it.</summary>
    public bool Is(string other) =>
        CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(secret)),
            SHA256.HashData(Encoding.UTF8.GetBytes(other))
        );

    /// <summary>The access key of this secret, for a server that signs in the name of its caller.</summary>
    /// <param name="id">The access key id.</param>
    /// <param name="securityToken">The security token of temporary credentials, or null.</param>
    public AccessKey ToKey(string id, string? securityToken) => new(id, secret, securityToken);

    internal HmacKey KeyFor(CredentialScope scope)
    {
        var last = _last;
        if (last is null || last.Scope != scope)
        {
            last = new ScopedKey(scope, new HmacKey(SignatureV4.DeriveKey(secret, scope)));
            _last = last;
        }
        return last.Key;
    }

    /// <summary>Says nothing, so that a secret cannot slip into a log.</summary>
    public override string ToString() => "***";

    private sealed record ScopedKey(CredentialScope Scope, HmacKey Key);
}
