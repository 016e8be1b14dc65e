using System.CommandLine;
using System.Globalization;
using Ossa.Administration;
using Ossa.CommandLine;
using Ossa.Engine;
using Ossa.Engine.Encryption;
using Ossa.Hosting;
using Ossa.Server.Administration;
using Ossa.Storage;
using Ossa.Storage.Local;
using Ossa.Storage.Local.Directories;

namespace Ossa.Commands;

/// <summary><c>ossa keyring [CHANGE [NAME]]</c>: shows and changes the keys of encrypted objects.</summary>
internal static class KeyringCommand
{
    public static Command Create(CommandContext context)
    {
        var change = new Argument<string?>("CHANGE")
        {
            Description =
                "Nothing shows the keys; create makes a key for KMS, rotate adds a master key to one, disable and enable say whether it may be used; rewrap wraps anew what older master keys have wrapped, retire takes one out that nothing needs, and retire-now ends the sessions of roles that need it",
            Arity = ArgumentArity.ZeroOrOne,
        };
        change.AcceptOnlyFromAmong([.. KeyringChanges.All]);
        var name = new Argument<string?>("NAME")
        {
            Description =
                "The key's name; rotate without one turns the server's own key, of AES256; retire and retire-now take the id of a master key",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var data = new Option<string?>("--data")
        {
            Description = "Data directory [default: $XDG_DATA_HOME/ossa or ~/.local/share/ossa]",
            HelpName = "DIR",
        };
        var command = new DocumentedCommand("keyring", "Show and change the keys of encrypted objects.")
        {
            Examples =
            [
                "ossa keyring",
                "ossa keyring create invoices --data /srv/ossa",
                "ossa keyring rotate",
                "ossa keyring rewrap",
            ],
        };
        command.Add(KeyringFileCommands.Export(context));
        command.Add(KeyringFileCommands.Import(context));
        command.Add(change);
        command.Add(name);
        command.Add(data);
        command.SetAction(
            (flags, stop) =>
                RunAsync(
                    context,
                    DataDirectory.Resolve(context, flags.GetValue(data)),
                    flags.GetValue(change),
                    flags.GetValue(name),
                    stop
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        CommandContext context,
        DataDirectory directory,
        string? change,
        string? name,
        CancellationToken stop
    )
    {
        // Opening would make a new store there.
        if (!LocalEngine.IsStore(directory.Path))
        {
            throw new CommandException($"There is no store in {directory.Path}: name one with --data.");
        }

        Show(context, await ChangeAsync(context, directory, change, name, stop));
        if (change is not null and not KeyringChanges.Rewrap)
        {
            await context.Error.WriteLineAsync(
                $"Keep a copy of {directory.KeyringFile} in a safe place, apart from backups: what it encrypts cannot be read without it."
            );
        }

        return ExitCodes.Done;
    }

    /// <summary>The store belongs to one process: where a server has it, the server does the work.</summary>
    private static async Task<IReadOnlyList<KeyDescription>> ChangeAsync(
        CommandContext context,
        DataDirectory directory,
        string? change,
        string? name,
        CancellationToken stop
    )
    {
        try
        {
            await using var engine = await OpenAsync(context, directory, stop);
            return await KeyringChanges.ApplyAsync(engine, change, name, stop);
        }
        catch (DirectoryInUseException e)
        {
            using var client = new AdminClient(RunningServer.Find(context, directory, e), context.Clock);
            return await client.ChangeKeyringAsync(change, name, stop);
        }
        catch (Exception e) when (e is ArgumentException or KeyringException)
        {
            throw new CommandException(e.Message, e);
        }
    }

    private static async Task<OssaEngine> OpenAsync(
        CommandContext context,
        DataDirectory directory,
        CancellationToken stop
    )
    {
        var storage = await EmbeddedServer.OpenStorageAsync(directory, stop);
        try
        {
            if (storage.Format != StorageEngine.CurrentFormat)
            {
                throw new CommandException("The store has an older format; 'ossa serve' brings it to the present one.");
            }

            return await OssaEngine.OpenAsync(storage, new EngineOptions(), context.Clock, stop);
        }
        catch
        {
            await storage.DisposeAsync();
            throw;
        }
    }

    private static void Show(CommandContext context, IReadOnlyList<KeyDescription> keys)
    {
        if (keys.Count == 0)
        {
            context.Out.WriteLine("There are no keys yet; they are made when something is encrypted.");
            return;
        }

        Table.Write(
            context.Out,
            [
                ["KEY", "MASTER KEY", "MADE", "STATE"],
                .. keys.Select(key =>
                    new[]
                    {
                        key.Name.Length == 0 ? "(AES256)" : key.Name,
                        key.Id,
                        key.CreatedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                        !key.IsEnabled ? "disabled"
                        : key.IsCurrent ? "current"
                        : "opens older objects",
                    }
                ),
            ]
        );
    }
}
