using Ossa.Engine.Accounts;
using Ossa.Protocol.Errors;
using Ossa.Server.Identity;
using Ossa.Server.Road;

namespace Ossa.Server.Administration;

/// <summary>
/// The admin API's operations on accounts, for the root of the first one alone; but each root may ask which account is its own.
/// </summary>
internal static class AccountApi
{
    /// <summary>The operations, on a server whose first account has these root keys.</summary>
    public static IReadOnlyList<AdminOperation> Create(AccessKeyRing rootKeys) =>
        [
            new AdminCall(
                "ListAccounts",
                "Lists the accounts, the first one before the further ones.",
                "GET",
                AdminApi.Accounts,
                [],
                () => IdentityJson.Default.IReadOnlyListAccountAnswer,
                async (context, _) => await ListAsync(context, rootKeys)
            ),
            new AdminCall(
                "GetAccount",
                "Tells the account of whoever asks, or the further one of a name.",
                "GET",
                AdminApi.Account,
                [],
                () => IdentityJson.Default.AccountAnswer,
                async (context, _) => await GetAsync(context, rootKeys)
            )
            {
                Optional = [AdminApi.Name],
                ForAccounts = true,
            },
            new AdminCall(
                "CreateAccount",
                "Makes an account with a root key. Its secret is told this once.",
                "POST",
                AdminApi.Accounts,
                [AdminApi.Name],
                () => IdentityJson.Default.NewRootKey,
                (context, p) => IdentityApi.Of(CreateAsync(context, p[0]))
            )
            {
                Optional = [AdminApi.DisplayName],
            },
            Change(
                "EnableAccount",
                "Lets an account act.",
                "PUT",
                AdminApi.EnabledAccounts,
                (accounts, name, stop) => accounts.EnableAsync(name, true, stop)
            ),
            Change(
                "DisableAccount",
                "Keeps an account from acting: its keys, links and sessions are refused.",
                "DELETE",
                AdminApi.EnabledAccounts,
                (accounts, name, stop) => accounts.EnableAsync(name, false, stop)
            ),
            Change(
                "DeleteAccount",
                "Deletes an account that owns nothing.",
                "DELETE",
                AdminApi.Accounts,
                (accounts, name, stop) => accounts.DeleteAsync(name, stop)
            ),
        ];

    private static async ValueTask<List<AccountAnswer>> ListAsync(OssContext context, AccessKeyRing rootKeys) =>
        [
            First(context, rootKeys),
            .. await context
                .Engine.Accounts.ListAsync(context.Aborted)
                .Select(account => AccountAnswer.Of(account, context.Caller.AccountId))
                .ToListAsync(context.Aborted),
        ];

    private static async ValueTask<AccountAnswer> GetAsync(OssContext context, AccessKeyRing rootKeys)
    {
        var (accounts, own) = (context.Engine.Accounts, context.Caller.AccountId!);
        var isOwner = context.Caller.IsOwnerOf(context.Engine.AccountId);
        return context.Target[AdminApi.Name] switch
        {
            { Length: > 0 } when !isOwner => throw new OssException(OssErrors.NoPermission),
            { Length: > 0 } name => AccountAnswer.Of(await accounts.GetAsync(name, context.Aborted), own),
            _ when isOwner => First(context, rootKeys),
            _ => await accounts.FindAsync(own, context.Aborted) is { } account
                ? AccountAnswer.Of(account, own)
                : throw new OssException(AccountErrors.NoSuchAccount, "Name", own),
        };
    }

    private static AccountAnswer First(OssContext context, AccessKeyRing rootKeys) =>
        AccountAnswer.OfFirst(context.Engine.AccountId, rootKeys.Ids);

    private static ValueTask<NewRootKey> CreateAsync(OssContext context, string name) =>
        context.Engine.Accounts.CreateAsync(name, context.Target[AdminApi.DisplayName] ?? "", context.Aborted);

    private static AdminCall Change(
        string name,
        string summary,
        string method,
        string path,
        Func<AccountStore, string, CancellationToken, ValueTask> change
    ) =>
        new(
            name,
            summary,
            method,
            path,
            [AdminApi.Name],
            null,
            async (context, p) =>
            {
                await change(context.Engine.Accounts, p[0], context.Aborted);
                return null;
            }
        );
}
