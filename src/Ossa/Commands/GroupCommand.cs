using System.CommandLine;
using Ossa.Administration;
using Ossa.CommandLine;
using Ossa.Engine.Identity;
using Ossa.Server.Administration;

namespace Ossa.Commands;

/// <summary><c>ossa group</c>: users who share policies.</summary>
internal static class GroupCommand
{
    public static Command Create(CommandContext context) =>
        AdminCommand.Group(
            "group",
            "Make, list, fill and delete groups of users.",
            OfGroup(context, "create", "Make a group.", HttpMethod.Post),
            List(context),
            Member(context, "add", "Put a user into a group.", HttpMethod.Put),
            Member(context, "remove", "Take a user out of a group.", HttpMethod.Delete),
            OfGroup(context, "rm", "Delete a group that nobody is in.", HttpMethod.Delete)
        );

    private static Command List(CommandContext context) =>
        AdminCommand.Create(
            context,
            "ls",
            "List the groups and what they may do.",
            "ossa group ls",
            [],
            async (_, client, stop) =>
            {
                var groups = await client.AskAsync<IReadOnlyList<UserGroup>>(HttpMethod.Get, AdminApi.Groups, [], stop);
                foreach (var group in groups)
                {
                    var policies = group.Policies.Count == 0 ? "" : " policies=" + string.Join(',', group.Policies);
                    await context.Out.WriteLineAsync(group.Name + policies);
                }
            }
        );

    private static Command OfGroup(CommandContext context, string name, string description, HttpMethod method)
    {
        var group = Name();
        return AdminCommand.Create(
            context,
            name,
            description,
            $"ossa group {name} readers",
            [group],
            (parsed, client, stop) =>
                client.DoAsync(method, AdminApi.Groups, [new(AdminApi.Name, parsed.GetRequiredValue(group))], stop)
        );
    }

    private static Command Member(CommandContext context, string name, string description, HttpMethod method)
    {
        var group = Name();
        var user = new Argument<string>("USER") { Description = "The user's name" };
        return AdminCommand.Create(
            context,
            name,
            description,
            $"ossa group {name} readers alice",
            [group, user],
            (parsed, client, stop) =>
                client.DoAsync(
                    method,
                    AdminApi.Members,
                    [
                        new(AdminApi.Group, parsed.GetRequiredValue(group)),
                        new(AdminApi.User, parsed.GetRequiredValue(user)),
                    ],
                    stop
                )
        );
    }

    private static Argument<string> Name() => new("GROUP") { Description = "The group's name" };
}
