using Ossa.Engine.Accounts;
using Ossa.Server.Road;

namespace Ossa.Server.Administration;

/// <summary>The admin API's operations on further accounts, for the root of the first one alone.</summary>
internal static class AccountApi
{
    public static readonly IReadOnlyList<AdminOperation> Operations =
    [
        new AdminCall(
            "ListAccounts",
            "Lists the further accounts.",
            "GET",
            AdminApi.Accounts,
            [],
            IdentityJson.Default.IReadOnlyListAccount,
            (context, _) => IdentityApi.ToListAsync(context.Engine.Accounts.ListAsync(context.Aborted), context.Aborted)
        ),
        new AdminCall(
            "GetAccount",
            "Tells one further account.",
            "GET",
            AdminApi.Account,
            [AdminApi.Name],
            IdentityJson.Default.Account,
            (context, p) => IdentityApi.Of(context.Engine.Accounts.GetAsync(p[0], context.Aborted))
        ),
        new AdminCall(
            "CreateAccount",
            "Makes an account with a root key. Its secret is told this once.",
            "POST",
            AdminApi.Accounts,
            [AdminApi.Name],
            IdentityJson.Default.NewRootKey,
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
