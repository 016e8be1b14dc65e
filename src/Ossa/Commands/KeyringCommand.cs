using System.CommandLine;
using System.Globalization;
using Ossa.Administration;
using Ossa.CommandLine;
using Ossa.Engine;
using Ossa.Engine.Encryption;
using Ossa.Hosting;
using Ossa.Server.Administration;
using Ossa.Storage;
using Ossa.Storage.Local.Directories;

namespace Ossa.Commands;

/// <summary><c>ossa keyring</c>: shows and changes the keys of encrypted objects.</summary>
internal static class KeyringCommand
{
    public static Command Create(CommandContext context)
    {
        var data = DataDirectory.Flag();
        data.Recursive = true;
        var command = new DocumentedCommand("keyring", "Show and change the keys of encrypted objects.")
        {
            Examples = ["ossa keyring", "ossa keyring --data /srv/ossa"],
        };
        command.Add(data);
        command.SetAction((flags, stop) => RunAsync(context, flags.GetValue(data), change: null, name: null, stop));
        Command[] changes =
        [
            Change(KeyringChanges.Create, "Make a key, of KMS, that objects can name.", Named(), "create invoices"),
            Change(
                KeyringChanges.Rotate,
                "Add a master key to a key.",
                Named("The key's name [default: the server's own key, of AES256]", ArgumentArity.ZeroOrOne),
                "rotate invoices"
            ),
            Change(KeyringChanges.Disable, "Let a key be used no longer.", Named(), "disable invoices"),
            Change(KeyringChanges.Enable, "Let a disabled key be used again.", Named(), "enable invoices"),
            Change(KeyringChanges.Rewrap, "Wrap anew what older master keys have wrapped.", argument: null, "rewrap"),
            Change(
                KeyringChanges.Retire,
                "Take out a master key that nothing needs.",
                MasterKey(),
                "retire 7d1f0c2a94be4f6c8e3b5a6d7c8e9f01"
            ),
            Change(
                KeyringChanges.RetireNow,
                "The same, ending the sessions of roles that need it.",
                MasterKey(),
                "retire-now 7d1f0c2a94be4f6c8e3b5a6d7c8e9f01"
            ),
        ];
        foreach (var change in changes)
        {
            command.Add(change);
        }

        command.Add(KeyringFileCommands.Export(context, data));
        command.Add(KeyringFileCommands.Import(context, data));
        return command;

        Command Change(string name, string description, Argument<string?>? argument, string example)
        {
            var change = new DocumentedCommand(name, description) { Examples = [$"ossa keyring {example}"] };
            if (argument is not null)
            {
                change.Add(argument);
            }

            change.SetAction(
                (flags, stop) =>
                    RunAsync(
                        context,
                        flags.GetValue(data),
                        name,
                        argument is null ? null : flags.GetValue(argument),
                        stop
                    )
            );
            return change;
        }
    }

    private static Argument<string?> Named(string description = "The key's name", ArgumentArity? arity = null) =>
        new("NAME") { Description = description, Arity = arity ?? ArgumentArity.ExactlyOne };

    private static Argument<string?> MasterKey() => new("ID") { Description = "The id of the master key" };

    private static async Task<int> RunAsync(
        CommandContext context,
        string? data,
        string? change,
        string? name,
        CancellationToken stop
    )
    {
        var directory = DataDirectory.Resolve(context, data).RequireStore();

        var report = await ChangeAsync(context, directory, change, name, stop);
        Show(context, report.Keys);
        if (report is { RecordsRead: { } read, RecordsRewrapped: { } rewrapped })
        {
            await context.Error.WriteLineAsync($"Wrapped anew: {rewrapped} of {Amounts.Count(read, "record")}.");
        }

        if (change is not null and not KeyringChanges.Rewrap)
        {
            await context.Error.WriteLineAsync(
                $"Keep a copy of {directory.KeyringFile} in a safe place, apart from backups: what it encrypts cannot be read without it."
            );
        }

        return ExitCodes.Done;
    }

    /// <summary>The store belongs to one process: where a server has it, the server does the work.</summary>
    private static async Task<KeyringReport> ChangeAsync(
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
