using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Ossa.Administration;
using Ossa.CommandLine;
using Ossa.Engine.Identity.Transfer;
using Ossa.Sealing;
using Ossa.Server.Administration;

namespace Ossa.Commands;

/// <summary><c>ossa identity</c>: carries users, groups, roles and policies from one server to another as one file.</summary>
internal static class IdentityCommand
{
    private const string Kind = "identity";

    /// <summary>A sealed file has its content in base64.</summary>
    private const int MaxSealedBytes = IdentityFile.MaxBytes / 2 * 3;

    public static Command Create(CommandContext context) =>
        AdminCommand.Group(
            "identity",
            "Carry users, groups, roles and policies over as one file.",
            Export(context),
            Import(context)
        );

    private static Command Export(CommandContext context)
    {
        var file = new Argument<string>("FILE") { Description = "The new file, or - for standard output" };
        var secrets = new Option<bool>("--with-secrets")
        {
            Description =
                "With the secrets of access keys, which then count elsewhere, too; the file is sealed under a passphrase",
        };
        var passphrase = new Passphrase();
        return AdminCommand.Create(
            context,
            "export",
            "Write all users, groups, roles and policies to a file.",
            "ossa identity export identity.json",
            [file, secrets, passphrase.Option],
            async (parsed, client, stop) =>
            {
                var withSecrets = parsed.GetValue(secrets);
                var secret = withSecrets ? await passphrase.ReadNewAsync(parsed, context, stop) : null;
                var document = await client.ReadAsync(
                    AdminApi.Identity,
                    withSecrets ? [new(AdminApi.Secrets, "")] : [],
                    stop
                );
                var content = secret is null ? document : PassphraseSeal.Seal(Kind, secret, document);
                await PrivateFile.WriteNewAsync(context, parsed.GetRequiredValue(file), content, stop);
                await context.Error.WriteLineAsync(
                    withSecrets
                        ? "The file holds the secrets of access keys, sealed under the passphrase."
                        : "The file holds no secrets: users that it makes elsewhere have no access keys."
                );
            }
        );
    }

    private static Command Import(CommandContext context)
    {
        var file = new Argument<string>("FILE") { Description = "The file, or - for standard input" };
        var dryRun = new Option<bool>("--dry-run")
        {
            Description = "Only say what would be made, and what is in the way",
        };
        var passphrase = new Passphrase();
        return AdminCommand.Create(
            context,
            "import",
            "Make what a file has and the server lacks: all of it, or nothing.",
            "ossa identity import identity.json --dry-run",
            [file, dryRun, passphrase.Option],
            async (parsed, client, stop) =>
            {
                var document = await PrivateFile.ReadAsync(
                    context,
                    parsed.GetRequiredValue(file),
                    MaxSealedBytes,
                    stop
                );
                if (PassphraseSeal.IsSealed(document))
                {
                    PassphraseSeal.RequireOpenable(Kind, document);
                    document = PassphraseSeal.Open(Kind, await passphrase.ReadAsync(parsed, context, stop), document);
                }

                var report = await client.SendAsync<IdentityImportReport>(
                    AdminApi.Identity,
                    [
                        new(AdminApi.Sha256, Convert.ToHexStringLower(SHA256.HashData(document))),
                        .. parsed.GetValue(dryRun)
                            ? [new(AdminApi.DryRun, "")]
                            : Array.Empty<KeyValuePair<string, string>>(),
                    ],
                    document,
                    stop
                );
                await ShowAsync(context, report, parsed.GetValue(dryRun));
            }
        );
    }

    private static async Task ShowAsync(CommandContext context, IdentityImportReport report, bool dryRun)
    {
        foreach (var problem in report.Problems)
        {
            await context.Out.WriteLineAsync($"problem: {Printable.Of(problem)}");
        }

        if (report.Problems.Count > 0)
        {
            throw new CommandException(
                $"Nothing was made: the file has {Amounts.Count(report.Problems.Count + report.MoreProblems, "problem")} for this server."
            );
        }

        await context.Out.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(dryRun ? "would make" : "made")} policies={report.Policies} groups={report.Groups} users={report.Users} roles={report.Roles} keys={report.Keys} unchanged={report.Unchanged}"
            )
        );
        if (report.KeysWithoutSecret > 0)
        {
            await context.Error.WriteLineAsync(
                $"{Amounts.Count(report.KeysWithoutSecret, "access key")} without a secret in the file: 'ossa key create' makes new ones."
            );
        }
    }
}
