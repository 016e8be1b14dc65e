using System.CommandLine;
using Ossa.Administration;
using Ossa.CommandLine;
using Ossa.Engine.Identity;
using Ossa.Server.Administration;

namespace Ossa.Commands;

/// <summary><c>ossa key</c>: the access keys of users.</summary>
internal static class KeyCommand
{
    public static Command Create(CommandContext context) =>
        AdminCommand.Group(
            "key",
            "Make, list, show, disable and delete access keys.",
            CreateKey(context),
            List(context),
            Show(context),
            OfId(context, "disable", "Refuse what a key signs, from now on.", HttpMethod.Delete, AdminApi.EnabledKeys),
            OfId(context, "enable", "Accept again what a key signs.", HttpMethod.Put, AdminApi.EnabledKeys),
            OfId(context, "rm", "Delete a key for good.", HttpMethod.Delete, AdminApi.Keys)
        );

    private static Command CreateKey(CommandContext context)
    {
        var user = User();
        return AdminCommand.Create(
            context,
            "create",
            "Make a key for a user, who may have two, and show its secret once.",
            "ossa key create alice",
            [user],
            async (parsed, client, stop) =>
            {
                var made = await client.AskAsync<NewUserKey>(
                    HttpMethod.Post,
                    AdminApi.Keys,
                    [new(AdminApi.User, parsed.GetRequiredValue(user))],
                    stop
                );
                await context.Out.WriteLineAsync($"OSS_ACCESS_KEY_ID={made.Key.Id}");
                await context.Out.WriteLineAsync($"OSS_ACCESS_KEY_SECRET={made.Secret}");
                await context.Error.WriteLineAsync("Keep the secret now: it is not shown again.");
            }
        );
    }

    private static Command List(CommandContext context)
    {
        var user = User();
        return AdminCommand.Create(
            context,
            "ls",
            "List the keys of a user, and when each was used last.",
            "ossa key ls alice",
            [user],
            async (parsed, client, stop) =>
            {
                var keys = await client.AskAsync<IReadOnlyList<UserKey>>(
                    HttpMethod.Get,
                    AdminApi.Keys,
                    [new(AdminApi.User, parsed.GetRequiredValue(user))],
                    stop
                );
                foreach (var key in keys)
                {
                    await context.Out.WriteLineAsync(KeyText.Of(key));
                }
            }
        );
    }

    private static Command Show(CommandContext context)
    {
        var id = Id();
        return AdminCommand.Create(
            context,
            "show",
            "Show one key, a root key too: whose it is, and when it was used last.",
            "ossa key show OSSUqPJ6q0R2k1ufXYZ7Ab3c",
            [id],
            async (parsed, client, stop) =>
            {
                var key = await KeyText.AskAsync(client, parsed.GetRequiredValue(id), stop);
                await context.Out.WriteLineAsync(
                    $"{KeyText.Of(key)} {(key.User is { } user ? $"user={user}" : "root")}"
                );
            }
        );
    }

    private static Command OfId(CommandContext context, string name, string description, HttpMethod method, string path)
    {
        var id = Id();
        return AdminCommand.Create(
            context,
            name,
            description,
            $"ossa key {name} OSSUqPJ6q0R2k1ufXYZ7Ab3c",
            [id],
            (parsed, client, stop) =>
                client.DoAsync(method, path, [new(AdminApi.Id, parsed.GetRequiredValue(id))], stop)
        );
    }

    private static Argument<string> Id() => new("ID") { Description = "The access key id" };

    private static Argument<string> User() => new("USER") { Description = "The user's name" };
}
