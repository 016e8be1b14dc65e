using Microsoft.AspNetCore.Http;
using Ossa.Engine.Identity;
using Ossa.Protocol.Errors;
using Ossa.Server.Identity;
using Ossa.Server.Road;

namespace Ossa.Server.Administration;

/// <summary>
/// Tells one access key: of a user of the account whose root asks, or a root key of it. Who runs the server may ask for the root keys of all
/// accounts.
/// </summary>
internal static class KeyApi
{
    /// <summary>The operation, on a server with these root keys.</summary>
    public static AdminOperation Create(AccessKeyRing rootKeys) =>
        new AdminCall(
            "GetAccessKey",
            "Tells one access key, without its secret, and when it was used last.",
            HttpMethods.Get,
            AdminApi.Key,
            [AdminApi.Id],
            () => IdentityJson.Default.KeyAnswer,
            async (context, p) =>
                await FindAsync(context, rootKeys, p[0]) ?? throw new OssException(RamErrors.NoSuchKey, "Name", p[0])
        )
        {
            ForAccounts = true,
        };

    private static async ValueTask<KeyAnswer?> FindAsync(OssContext context, AccessKeyRing rootKeys, string id)
    {
        if (await context.Identities.Keys.FindAsync(id, context.Aborted) is { } own)
        {
            return KeyAnswer.Of(own);
        }

        if (!context.Caller.IsOwnerOf(context.Engine.AccountId))
        {
            return null;
        }

        if (rootKeys.Find(id) is not null)
        {
            var use = await context.Engine.KeyUses.FindAsync(id, context.Aborted);
            return new KeyAnswer(id, User: null, CreatedAt: null, IsActive: true, use);
        }

        var account = await context
            .Engine.Accounts.ListAsync(context.Aborted)
            .FirstOrDefaultAsync(account => account.RootKeyIds.Contains(id), context.Aborted);
        return
            account is not null
            && await context.Engine.IdentitiesOf(account.Id).Keys.FindAsync(id, context.Aborted) is { } key
            ? KeyAnswer.Of(key)
            : null;
    }
}
