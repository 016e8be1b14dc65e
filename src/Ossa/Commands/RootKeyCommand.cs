using System.CommandLine;
using Ossa.Administration;
using Ossa.CommandLine;
using Ossa.Hosting;
using Ossa.Storage.Local;
using Ossa.Storage.Local.Directories;

namespace Ossa.Commands;

/// <summary><c>ossa user root</c>: the root key that a data directory keeps.</summary>
internal static class RootKeyCommand
{
    public static Command Create(CommandContext context) =>
        AdminCommand.Group("root", "Look after the root key of a data directory.", Reset(context));

    private static DocumentedCommand Reset(CommandContext context)
    {
        var data = new Option<string?>("--data")
        {
            Description = "Data directory [default: $XDG_DATA_HOME/ossa or ~/.local/share/ossa]",
            HelpName = "DIR",
        };
        var command = new DocumentedCommand(
            "reset",
            "Put a new root key in the place of the old one, while no server runs."
        )
        {
            Examples = ["ossa user root reset --data /srv/ossa"],
        };
        command.Add(data);
        command.SetAction(
            (flags, stop) => ResetAsync(context, DataDirectory.Resolve(context, flags.GetValue(data)), stop)
        );
        return command;
    }

    private static async Task<int> ResetAsync(CommandContext context, DataDirectory directory, CancellationToken stop)
    {
        // Opening would make a new store there.
        if (!LocalEngine.IsStore(directory.Path))
        {
            throw new CommandException($"There is no store in {directory.Path}: name one with --data.");
        }

        try
        {
            // A server would go on with the key that it has read.
            await using var held = await EmbeddedServer.OpenStorageAsync(directory, stop);
            var key = RootCredentials.Replace(directory);
            await context.Out.WriteLineAsync($"{key.Id} {key.Secret}");
        }
        catch (DirectoryInUseException e)
        {
            throw new CommandException($"{e.Message} Stop it first: it would go on with the old key.", e);
        }

        await context.Error.WriteLineAsync(
            $"The secret is shown this once, and kept in {directory.CredentialsFile}. The old key and all that it has signed are refused."
        );
        return ExitCodes.Done;
    }
}
