using Ossa.Engine.Identity;
using Ossa.Engine.Links;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Signing;
using Ossa.Server.Links;

namespace Ossa.Server.Identity;

/// <summary>Finds the credential of an access key: a root key of this run, a key of a user, or the key of a link.</summary>
internal sealed class CredentialLookup(AccessKeyRing root, KeyResolver users, LinkStore links)
{
    /// <summary>The credential.</summary>
    /// <exception cref="OssException">There is no such key, it may not sign, or the token is not its own.</exception>
    public async ValueTask<Credential> GetAsync(
        string accessKeyId,
        string? securityToken,
        CancellationToken cancellationToken
    )
    {
        var credential = await FindAsync(accessKeyId, cancellationToken);
        // Lasting keys have no tokens.
        return securityToken is null ? credential : throw new OssException(OssErrors.InvalidSecurityToken);
    }

    private async ValueTask<Credential> FindAsync(string accessKeyId, CancellationToken cancellationToken)
    {
        if (root.Find(accessKeyId) is { } secret)
        {
            return new Credential(secret, new Caller(accessKeyId));
        }

        if (
            accessKeyId.StartsWith(LinkStore.IdPrefix, StringComparison.Ordinal)
            && await links.FindAsync(accessKeyId, cancellationToken) is { } link
        )
        {
            var key = await links.OpenKeyAsync(link, cancellationToken);
            var linkSecret = new SigningSecret(key.Secret);
            return new Credential(linkSecret, await LinkCaller.OfAsync(users, link, linkSecret, cancellationToken));
        }

        return await users.FindAsync(accessKeyId, cancellationToken) switch
        {
            null => throw new OssException(OssErrors.UnknownAccessKey, "OSSAccessKeyId", accessKeyId),
            { IsActive: false } => throw new OssException(OssErrors.DisabledAccessKey, "OSSAccessKeyId", accessKeyId),
            { } key => new Credential(key.Secret, new Caller(accessKeyId, key)),
        };
    }
}
