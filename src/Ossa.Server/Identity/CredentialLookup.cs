using Ossa.Engine;
using Ossa.Engine.Identity;
using Ossa.Engine.Links;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Signing;
using Ossa.Server.Links;

namespace Ossa.Server.Identity;

/// <summary>
/// Finds the credential of an access key: a root key of this run, one of a further account, a key of a user, the key of a link, or the token of
/// a session.
/// </summary>
internal sealed class CredentialLookup(AccessKeyRing root, OssaEngine engine)
{
    /// <summary>The credential.</summary>
    /// <param name="accessKeyId">The access key id that signed.</param>
    /// <param name="securityToken">The token that came along, or null.</param>
    /// <param name="now">The time by which sessions end.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OssException">There is no such key, it may not sign, or the token is not its own or has expired.</exception>
    public async ValueTask<Credential> GetAsync(
        string accessKeyId,
        string? securityToken,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (accessKeyId.StartsWith(SessionStore.IdPrefix, StringComparison.Ordinal))
        {
            return string.IsNullOrEmpty(securityToken)
                ? throw new OssException(OssErrors.TokenLost, "OSSAccessKeyId", accessKeyId)
                : await GetSessionAsync(accessKeyId, securityToken, now, cancellationToken);
        }

        var credential = await FindAsync(accessKeyId, cancellationToken);
        // Lasting keys have no tokens.
        return securityToken is null ? credential : throw new OssException(OssErrors.InvalidSecurityToken);
    }

    private async ValueTask<Credential> GetSessionAsync(
        string accessKeyId,
        string securityToken,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var known = await engine.Identities.Sessions.FindAsync(securityToken, cancellationToken);
        if (known?.Session is not { } session)
        {
            throw new OssException(OssErrors.InvalidSecurityToken);
        }

        return session.AccessKeyId != accessKeyId ? throw new OssException(OssErrors.TokenOfAnotherKey)
            : now < session.ExpiresAt
                ? new Credential(
                    new SigningSecret(session.Secret),
                    new Caller(accessKeyId, session.AccountId, Session: known)
                )
            : throw new OssException(OssErrors.SecurityTokenExpired);
    }

    private async ValueTask<Credential> FindAsync(string accessKeyId, CancellationToken cancellationToken)
    {
        if (root.Find(accessKeyId) is { } secret)
        {
            return new Credential(secret, new Caller(accessKeyId, engine.AccountId));
        }

        if (
            accessKeyId.StartsWith(LinkStore.IdPrefix, StringComparison.Ordinal)
            && await engine.Links.FindAsync(accessKeyId, cancellationToken) is { } link
        )
        {
            var key = await engine.Links.OpenKeyAsync(link, cancellationToken);
            var caller = await LinkCaller.OfAsync(engine, link, cancellationToken);
            return new Credential(new SigningSecret(key.Secret), caller);
        }

        return await engine.Identities.Resolver.FindAsync(accessKeyId, cancellationToken) switch
        {
            null => throw new OssException(OssErrors.UnknownAccessKey, "OSSAccessKeyId", accessKeyId),
            { IsActive: false } => throw new OssException(OssErrors.DisabledAccessKey, "OSSAccessKeyId", accessKeyId),
            { } key => new Credential(key.Secret, new Caller(accessKeyId, key.AccountId, key.Owner)),
        };
    }
}
