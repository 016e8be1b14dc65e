using System.CommandLine;
using System.Globalization;
using Ossa.Administration;
using Ossa.CommandLine;
using Ossa.Engine.Identity;
using Ossa.Server.Administration;

namespace Ossa.Commands;

/// <summary><c>ossa user</c>: users, who may do what their policies allow.</summary>
internal static class UserCommand
{
    public static Command Create(CommandContext context) =>
        AdminCommand.Group(
            "user",
            "Make, list and delete users.",
            CreateUser(context),
            List(context),
            Remove(context),
            RootKeyCommand.Create(context)
        );

    private static Command CreateUser(CommandContext context)
    {
        var name = Name();
        return AdminCommand.Create(
            context,
            "create",
            "Make a user, who may do nothing yet.",
            "ossa user create alice",
            [name],
            async (parsed, client, stop) =>
            {
                var user = await client.AskAsync<User>(
                    HttpMethod.Post,
                    AdminApi.Users,
                    [new(AdminApi.Name, parsed.GetRequiredValue(name))],
                    stop
                );
                await context.Out.WriteLineAsync($"{user.Name} {user.Id}");
            }
        );
    }

    private static Command List(CommandContext context) =>
        AdminCommand.Create(
            context,
            "ls",
            "List the users, what they may do and the groups they are in.",
            "ossa user ls",
            [],
            async (_, client, stop) =>
            {
                var users = await client.AskAsync<IReadOnlyList<User>>(HttpMethod.Get, AdminApi.Users, [], stop);
                foreach (var user in users)
                {
                    await context.Out.WriteLineAsync(Describe(user));
                }
            }
        );

    private static Command Remove(CommandContext context)
    {
        var name = Name();
        return AdminCommand.Create(
            context,
            "rm",
            "Delete a user without access keys.",
            "ossa user rm alice",
            [name],
            (parsed, client, stop) =>
                client.DoAsync(
                    HttpMethod.Delete,
                    AdminApi.Users,
                    [new(AdminApi.Name, parsed.GetRequiredValue(name))],
                    stop
                )
        );
    }

    private static Argument<string> Name() => new("USER") { Description = "The user's name" };

    private static string Describe(User user) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{user.Name} {user.Id} {user.CreatedAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}"
        )
        + Listed(" policies=", user.Policies)
        + Listed(" groups=", user.Groups);

    private static string Listed(string label, IReadOnlyList<string> names) =>
        names.Count == 0 ? "" : label + string.Join(',', names);
}
