using System.CommandLine;
using Ossa.CommandLine;
using Ossa.Engine.Encryption;
using Ossa.Hosting;
using Ossa.Storage.Local.Backups;

namespace Ossa.Commands;

/// <summary><c>ossa restore DIR --data NEWDIR</c>: makes a store from a backup.</summary>
internal static class RestoreCommand
{
    public static Command Create(CommandContext context)
    {
        var backup = new Argument<string>("DIR") { Description = "The backup; it stays as it is" };
        var data = new Option<string>("--data")
        {
            Description = "The data directory to make, new or empty",
            HelpName = "NEWDIR",
            Required = true,
        };
        var command = new DocumentedCommand("restore", "Make a store from a backup, in a new data directory.")
        {
            Examples = ["ossa restore /backups/monday --data /srv/ossa-restored"],
        };
        command.Add(backup);
        command.Add(data);
        command.SetAction(
            (flags, stop) =>
                RunAsync(
                    context,
                    flags.GetRequiredValue(backup),
                    DataDirectory.Resolve(context, flags.GetRequiredValue(data)),
                    stop
                )
        );
        return command;
    }

    /// <summary>Why encrypted objects cannot be read, where there are some: a backup never has their keys.</summary>
    private static async Task<string?> ExplainKeyringAsync(
        CommandContext context,
        DataDirectory directory,
        CancellationToken stop
    )
    {
        await using var storage = await EmbeddedServer.OpenStorageAsync(directory, stop);
        using var keyring = KeyringStore.Of(storage, context.Clock);
        return await keyring.ExplainAbsenceAsync(stop);
    }

    private static async Task<int> RunAsync(
        CommandContext context,
        string backup,
        DataDirectory directory,
        CancellationToken stop
    )
    {
        var summary = await LocalRestore.RunAsync(backup, directory.Path, stop);
        await context.Out.WriteLineAsync(
            $"Restored to {summary.Directory}: {Amounts.Count(summary.Files, "file")} with {Amounts.Bytes(summary.Bytes)}."
        );
        await context.Error.WriteLineAsync(
            $"The root access key was not in the backup. Put the old server's file in place as {directory.CredentialsFile}, or set "
                + $"{RootCredentials.IdVariable} and {RootCredentials.SecretVariable}; else 'ossa serve' makes a new key, and URLs "
                + "signed with the old one stay refused."
        );
        if (await ExplainKeyringAsync(context, directory, stop) is { } absence)
        {
            await context.Error.WriteLineAsync(absence);
        }

        return ExitCodes.Done;
    }
}
