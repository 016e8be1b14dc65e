using System.CommandLine;
using Ossa.Administration;
using Ossa.CommandLine;
using Ossa.Engine.Accounts;
using Ossa.Server.Administration;

namespace Ossa.Commands;

/// <summary><c>ossa account</c>: further accounts, which own buckets and have users of their own.</summary>
internal static class AccountCommand
{
    public static Command Create(CommandContext context) =>
        AdminCommand.Group(
            "account",
            "Make, list, show, disable and delete accounts.",
            CreateAccount(context),
            List(context),
            Show(context),
            OfName(
                context,
                "disable",
                "Refuse the keys, links and sessions of an account.",
                HttpMethod.Delete,
                AdminApi.EnabledAccounts
            ),
            OfName(context, "enable", "Let an account act again.", HttpMethod.Put, AdminApi.EnabledAccounts),
            OfName(context, "rm", "Delete an account that owns nothing.", HttpMethod.Delete, AdminApi.Accounts)
        );

    private static Command CreateAccount(CommandContext context)
    {
        var name = Name();
        var displayName = new Option<string?>("--display-name")
        {
            Description = "What people call it",
            HelpName = "TEXT",
        };
        return AdminCommand.Create(
            context,
            "create",
            "Make an account, and show the secret of its root key once.",
            "ossa account create research",
            [name, displayName],
            async (parsed, client, stop) =>
            {
                List<KeyValuePair<string, string>> parameters = [new(AdminApi.Name, parsed.GetRequiredValue(name))];
                if (parsed.GetValue(displayName) is { } called)
                {
                    parameters.Add(new(AdminApi.DisplayName, called));
                }

                var made = await client.AskAsync<NewRootKey>(HttpMethod.Post, AdminApi.Accounts, parameters, stop);
                await context.Error.WriteLineAsync($"{made.Account.Name} {made.Account.Id}");
                await context.Out.WriteLineAsync($"OSS_ACCESS_KEY_ID={made.KeyId}");
                await context.Out.WriteLineAsync($"OSS_ACCESS_KEY_SECRET={made.Secret}");
                await context.Error.WriteLineAsync("Keep the secret now: it is not shown again.");
            }
        );
    }

    private static Command List(CommandContext context) =>
        AdminCommand.Create(
            context,
            "ls",
            "List the accounts; the first one has no name.",
            "ossa account ls",
            [],
            async (_, client, stop) =>
            {
                var accounts = await client.AskAsync<IReadOnlyList<AccountAnswer>>(
                    HttpMethod.Get,
                    AdminApi.Accounts,
                    [],
                    stop
                );
                foreach (var account in accounts)
                {
                    await context.Out.WriteLineAsync(Describe(account));
                }
            }
        );

    private static Command Show(CommandContext context)
    {
        var name = new Argument<string?>("ACCOUNT")
        {
            Description = "The account's name; nothing for your own",
            Arity = ArgumentArity.ZeroOrOne,
        };
        return AdminCommand.Create(
            context,
            "show",
            "Show an account, and when its root keys were used last.",
            "ossa account show research",
            [name],
            async (parsed, client, stop) =>
            {
                var account = await client.AskAsync<AccountAnswer>(
                    HttpMethod.Get,
                    AdminApi.Account,
                    parsed.GetValue(name) is { } named ? [new(AdminApi.Name, named)] : [],
                    stop
                );
                await context.Out.WriteLineAsync(Describe(account));
                if (account.DisplayName.Length > 0)
                {
                    await context.Out.WriteLineAsync(account.DisplayName);
                }

                foreach (var id in account.RootKeyIds)
                {
                    await context.Out.WriteLineAsync(
                        "root key " + KeyText.Of(await KeyText.AskAsync(client, id, stop))
                    );
                }
            }
        );
    }

    private static Command OfName(
        CommandContext context,
        string command,
        string description,
        HttpMethod method,
        string path
    )
    {
        var name = Name();
        return AdminCommand.Create(
            context,
            command,
            description,
            $"ossa account {command} research",
            [name],
            (parsed, client, stop) =>
                client.DoAsync(method, path, [new(AdminApi.Name, parsed.GetRequiredValue(name))], stop)
        );
    }

    private static Argument<string> Name() => new("ACCOUNT") { Description = "The account's name" };

    private static string Describe(AccountAnswer account) =>
        $"{account.Name ?? "-"} {account.Id} {KeyText.Of(account.CreatedAt)} {(account.IsEnabled ? "enabled" : "disabled")}{(account.IsOwn ? " own" : "")}";
}
