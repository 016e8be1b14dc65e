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
