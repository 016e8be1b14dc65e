using System.CommandLine;
using Ossa.Administration;
using Ossa.CommandLine;
using Ossa.Engine;
using Ossa.Hosting;
using Ossa.Protocol.Errors;
using Ossa.Storage.Local.Directories;

namespace Ossa.Commands;

/// <summary><c>ossa user root</c>: the root keys that a data directory keeps.</summary>
internal static class RootKeyCommand
{
    public static Command Create(CommandContext context) =>
        AdminCommand.Group("root", "Look after the root keys of a data directory.", Reset(context));

    private static DocumentedCommand Reset(CommandContext context)
    {
        var data = DataDirectory.Flag();
        var account = new Option<string?>("--account")
        {
            Description = "Further account whose root key it is [default: the first one]",
            HelpName = "ACCOUNT",
        };
        var command = new DocumentedCommand(
            "reset",
            "Put a new root key in the place of the old one, while no server runs."
        )
        {
            Examples =
            [
                "ossa user root reset --data /srv/ossa",
                "ossa user root reset --data /srv/ossa --account research",
            ],
        };
        command.Add(data);
        command.Add(account);
        command.SetAction(
            (flags, stop) =>
                ResetAsync(context, DataDirectory.Resolve(context, flags.GetValue(data)), flags.GetValue(account), stop)
        );
        return command;
    }

    private static async Task<int> ResetAsync(
        CommandContext context,
        DataDirectory directory,
        string? account,
        CancellationToken stop
    )
    {
        directory.RequireStore();

        try
        {
            // A server would go on with the key that it has read.
            await (
                account is null ? ResetAsync(context, directory, stop) : ResetOfAsync(context, directory, account, stop)
            );
        }
        catch (DirectoryInUseException e)
        {
            throw new CommandException($"{e.Message} Stop it first: it would go on with the old key.", e);
        }

        return ExitCodes.Done;
    }

    private static async Task ResetAsync(CommandContext context, DataDirectory directory, CancellationToken stop)
    {
        await using var held = await EmbeddedServer.OpenStorageAsync(directory, stop);
        var key = RootCredentials.Replace(directory);
        await context.Out.WriteLineAsync($"{key.Id} {key.Secret}");
        await context.Error.WriteLineAsync(
            $"The secret is shown this once, and kept in {directory.CredentialsFile}. The old key and all that it has signed are refused."
        );
    }

    private static async Task ResetOfAsync(
        CommandContext context,
        DataDirectory directory,
        string account,
        CancellationToken stop
    )
    {
        await using var engine = await EmbeddedServer.OpenAsync(
            directory,
            new EngineOptions(),
            directIo: true,
            context.Clock,
            stop
        );
        try
        {
            var made = await engine.Accounts.ResetRootKeyAsync(account, stop);
            await context.Out.WriteLineAsync($"{made.KeyId} {made.Secret}");
        }
        catch (OssException e) when (e.Error == AccountErrors.NoSuchAccount)
        {
            throw new CommandException($"There is no account {account} in {directory.Path}.", e);
        }

        await context.Error.WriteLineAsync(
            "The secret is shown this once. The old root keys of the account and all that they have signed are refused."
        );
    }
}
