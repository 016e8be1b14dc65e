using System.CommandLine;
using System.Globalization;
using Ossa.Administration;
using Ossa.CommandLine;
using Ossa.Engine;
using Ossa.Engine.Identity;
using Ossa.Server.Administration;
using Ossa.Settings;

namespace Ossa.Commands;

/// <summary><c>ossa role</c>: what users may become for a while, and who may.</summary>
internal static class RoleCommand
{
    public static Command Create(CommandContext context) =>
        AdminCommand.Group(
            "role",
            "Make, list, show, change, assume and delete roles.",
            CreateRole(context),
            List(context),
            Show(context),
            Trust(context),
            RoleAssumeCommand.Create(context),
            Remove(context)
        );

    private static Command CreateRole(CommandContext context)
    {
        var (name, trust) = (Name(), TrustFile());
        var description = new Option<string?>("--description") { Description = "What it is for", HelpName = "TEXT" };
        var longest = Duration.OptionOfSeconds(
            "--max-session",
            "How long a session lasts at most, 1h to 12h",
            TimeSpan.FromSeconds(Limits.MinRoleSessionSeconds)
        );
        return AdminCommand.Create(
            context,
            "create",
            "Make a role, which may do nothing yet.",
            "ossa role create uploader trust.json",
            [name, trust, description, longest],
            async (parsed, client, stop) =>
            {
                var role = await client.AskAsync<Role>(
                    HttpMethod.Post,
                    AdminApi.Roles,
                    [
                        new(AdminApi.Name, parsed.GetRequiredValue(name)),
                        new(AdminApi.Document, await ReadTrustAsync(parsed.GetRequiredValue(trust), stop)),
                        new(AdminApi.Description, parsed.GetValue(description) is { Length: > 0 } text ? text : "-"),
                        new(AdminApi.MaxSession, SecondsOf(parsed.GetValue(longest))),
                    ],
                    stop
                );
                await context.Out.WriteLineAsync($"{role.Name} {role.Id}");
            }
        );
    }

    private static Command List(CommandContext context) =>
        AdminCommand.Create(
            context,
            "ls",
            "List the roles and what they may do.",
            "ossa role ls",
            [],
            async (_, client, stop) =>
            {
                var roles = await client.AskAsync<IReadOnlyList<Role>>(HttpMethod.Get, AdminApi.Roles, [], stop);
                foreach (var role in roles)
                {
                    await context.Out.WriteLineAsync(Describe(role));
                }
            }
        );

    private static Command Show(CommandContext context)
    {
        var name = Name();
        return AdminCommand.Create(
            context,
            "show",
            "Show a role and who may assume it.",
            "ossa role show uploader",
            [name],
            async (parsed, client, stop) =>
            {
                var role = await client.AskAsync<Role>(
                    HttpMethod.Get,
                    AdminApi.Role,
                    [new(AdminApi.Name, parsed.GetRequiredValue(name))],
                    stop
                );
                await context.Out.WriteLineAsync(Describe(role));
                if (role.Description.Length > 0)
                {
                    await context.Out.WriteLineAsync(Printable.Of(role.Description));
                }

                await context.Out.WriteLineAsync(role.TrustPolicy);
            }
        );
    }

    private static Command Trust(CommandContext context)
    {
        var (name, trust) = (Name(), TrustFile());
        return AdminCommand.Create(
            context,
            "trust",
            "Say anew who may assume a role.",
            "ossa role trust uploader trust.json",
            [name, trust],
            async (parsed, client, stop) =>
                await client.DoAsync(
                    HttpMethod.Put,
                    AdminApi.RoleTrust,
                    [
                        new(AdminApi.Name, parsed.GetRequiredValue(name)),
                        new(AdminApi.Document, await ReadTrustAsync(parsed.GetRequiredValue(trust), stop)),
                    ],
                    stop
                )
        );
    }

    private static Command Remove(CommandContext context)
    {
        var name = Name();
        return AdminCommand.Create(
            context,
            "rm",
            "Delete a role to which no policy is attached.",
            "ossa role rm uploader",
            [name],
            (parsed, client, stop) =>
                client.DoAsync(
                    HttpMethod.Delete,
                    AdminApi.Roles,
                    [new(AdminApi.Name, parsed.GetRequiredValue(name))],
                    stop
                )
        );
    }

    private static Argument<string> Name() => new("ROLE") { Description = "The role's name" };

    private static Argument<FileInfo> TrustFile() =>
        new Argument<FileInfo>("FILE")
        {
            Description = "A file with the JSON of the trust policy",
        }.AcceptExistingOnly();

    private static string SecondsOf(TimeSpan time) => ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    private static string Describe(Role role)
    {
        var policies = role.Policies.Count == 0 ? "" : " policies=" + string.Join(',', role.Policies);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{role.Name} {role.Id} {role.CreatedAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} max-session={new Duration(TimeSpan.FromSeconds(role.MaxSessionSeconds))}{policies}"
        );
    }

    /// <summary>It goes in the request's target, so a file that is no policy must not be read into memory first.</summary>
    private static async Task<string> ReadTrustAsync(FileInfo file, CancellationToken stop) =>
        file.Length <= Limits.MaxTrustPolicyBytes
            ? await File.ReadAllTextAsync(file.FullName, stop)
            : throw new CommandException($"{file.FullName} is too long for a trust policy, which may have 4 KiB.");
}
