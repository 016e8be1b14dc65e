using System.CommandLine;
using Ossa.Administration;
using Ossa.CommandLine;
using Ossa.Engine.Identity;
using Ossa.Server.Administration;

namespace Ossa.Commands;

/// <summary><c>ossa policy</c>: what users, groups and roles may do.</summary>
internal static class PolicyCommand
{
    public static Command Create(CommandContext context) =>
        AdminCommand.Group(
            "policy",
            "Write, list, attach and delete policies.",
            List(context),
            Show(context),
            Put(context),
            Attachment(context, "attach", "Let a user, group or role do what a policy allows.", HttpMethod.Put),
            Attachment(context, "detach", "Take a policy from a user, a group or a role.", HttpMethod.Delete),
            Remove(context)
        );

    private static Command List(CommandContext context) =>
        AdminCommand.Create(
            context,
            "ls",
            "List the policies.",
            "ossa policy ls",
            [],
            async (_, client, stop) =>
            {
                var policies = await client.AskAsync<IReadOnlyList<ManagedPolicy>>(
                    HttpMethod.Get,
                    AdminApi.Policies,
                    [],
                    stop
                );
                foreach (var policy in policies)
                {
                    await context.Out.WriteLineAsync(policy.Name);
                }
            }
        );

    private static Command Show(CommandContext context)
    {
        var name = Name();
        return AdminCommand.Create(
            context,
            "show",
            "Show what a policy says.",
            "ossa policy show AliyunOSSReadOnlyAccess",
            [name],
            async (parsed, client, stop) =>
            {
                var policy = await client.AskAsync<ManagedPolicy>(
                    HttpMethod.Get,
                    AdminApi.Policy,
                    [new(AdminApi.Name, parsed.GetRequiredValue(name))],
                    stop
                );
                await context.Out.WriteLineAsync(policy.Json);
            }
        );
    }

    private static Command Put(CommandContext context)
    {
        var name = Name();
        var file = new Argument<FileInfo>("FILE") { Description = "A file with the policy's JSON" };
        file.AcceptExistingOnly();
        return AdminCommand.Create(
            context,
            "put",
            "Write a policy, or write it anew.",
            "ossa policy put read-reports policy.json",
            [name, file],
            async (parsed, client, stop) =>
                await client.AskAsync<ManagedPolicy>(
                    HttpMethod.Post,
                    AdminApi.Policies,
                    [
                        new(AdminApi.Name, parsed.GetRequiredValue(name)),
                        new(AdminApi.Document, await ReadAsync(parsed.GetRequiredValue(file), stop)),
                    ],
                    stop
                )
        );
    }

    private static Command Attachment(CommandContext context, string name, string description, HttpMethod method)
    {
        var policy = Name();
        var user = new Option<string?>("--user") { Description = "The user", HelpName = "USER" };
        var group = new Option<string?>("--group") { Description = "The group", HelpName = "GROUP" };
        var role = new Option<string?>("--role") { Description = "The role", HelpName = "ROLE" };
        return AdminCommand.Create(
            context,
            name,
            description,
            $"ossa policy {name} read-reports --user alice",
            [policy, user, group, role],
            (parsed, client, stop) =>
            {
                var (path, whom) = (parsed.GetValue(user), parsed.GetValue(group), parsed.GetValue(role)) switch
                {
                    ({ } one, null, null) => (AdminApi.UserPolicies, KeyValuePair.Create(AdminApi.User, one)),
                    (null, { } one, null) => (AdminApi.GroupPolicies, KeyValuePair.Create(AdminApi.Group, one)),
                    (null, null, { } one) => (AdminApi.RolePolicies, KeyValuePair.Create(AdminApi.Role, one)),
                    _ => throw new UsageException("Say one of --user, --group and --role."),
                };
                return client.DoAsync(
                    method,
                    path,
                    [whom, new(AdminApi.Policy, parsed.GetRequiredValue(policy))],
                    stop
                );
            }
        );
    }

    private static Command Remove(CommandContext context)
    {
        var name = Name();
        return AdminCommand.Create(
            context,
            "rm",
            "Delete a policy that is attached to nobody.",
            "ossa policy rm read-reports",
            [name],
            (parsed, client, stop) =>
                client.DoAsync(
                    HttpMethod.Delete,
                    AdminApi.Policies,
                    [new(AdminApi.Name, parsed.GetRequiredValue(name))],
                    stop
                )
        );
    }

    private static Argument<string> Name() => new("POLICY") { Description = "The policy's name" };

    /// <summary>It goes in the request's target, so a file that is no policy must not be read into memory first.</summary>
    private static async Task<string> ReadAsync(FileInfo file, CancellationToken stop) =>
        file.Length <= Engine.Limits.MaxUserPolicyBytes
            ? await File.ReadAllTextAsync(file.FullName, stop)
            : throw new CommandException($"{file.FullName} is too long for a policy, which may have 6 KiB.");
}
