using System.CommandLine;
using Ossa.Administration;
using Ossa.CommandLine;
using Ossa.Engine;
using Ossa.Hosting;
using Ossa.Storage.Local.Directories;

namespace Ossa.Commands;

/// <summary><c>ossa backup DIR</c>: copies a store as it is at one moment into a new directory.</summary>
internal static class BackupCommand
{
    public static Command Create(CommandContext context)
    {
        var target = new Argument<string>("DIR") { Description = "The new directory for the backup" };
        var data = DataDirectory.Flag("Data directory to back up");
        var command = new DocumentedCommand("backup", "Copy a store into a new directory, while its server goes on.")
        {
            Examples = ["ossa backup /backups/monday", "ossa backup /backups/monday --data /srv/ossa"],
        };
        command.Add(target);
        command.Add(data);
        command.SetAction(
            (flags, stop) =>
                RunAsync(
                    context,
                    DataDirectory.Resolve(context, flags.GetValue(data)),
                    flags.GetRequiredValue(target),
                    stop
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        CommandContext context,
        DataDirectory directory,
        string target,
        CancellationToken stop
    )
    {
        directory.RequireStore();

        await context.Out.WriteLineAsync(Describe(await BackUpAsync(context, directory, target, stop)));
        await context.Error.WriteLineAsync(
            "The root access key is not in the backup. Keep it in another safe place"
                + (File.Exists(directory.CredentialsFile) ? $": {directory.CredentialsFile}." : ".")
        );
        if (File.Exists(directory.KeyringFile))
        {
            await context.Error.WriteLineAsync(
                $"Neither is the keyring, without which encrypted objects cannot be read: {directory.KeyringFile}."
            );
        }

        return ExitCodes.Done;
    }

    /// <summary>The store belongs to one process: where a server has it, the server does the work.</summary>
    private static async Task<EngineBackup> BackUpAsync(
        CommandContext context,
        DataDirectory directory,
        string target,
        CancellationToken stop
    )
    {
        try
        {
            await using var storage = await EmbeddedServer.OpenStorageAsync(directory, stop);
            return EngineBackup.Of(await storage.BackUp!(target, stop));
        }
        catch (DirectoryInUseException e)
        {
            using var client = new AdminClient(RunningServer.Find(context, directory, e), context.Clock);
            return await client.BackUpAsync(Path.GetFullPath(target), stop);
        }
    }

    private static string Describe(EngineBackup summary) =>
        $"Backed up to {summary.Directory}: {Amounts.Count(summary.Files, "file")} with {Amounts.Bytes(summary.Bytes)}, of which "
        + (
            summary.CopiedBytes == summary.Bytes
                ? "all is copied."
                : $"{Amounts.Bytes(summary.CopiedBytes)} are copied and the rest is linked, so that it lies on the same disk as the store."
        );
}
