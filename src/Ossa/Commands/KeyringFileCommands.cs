using System.CommandLine;
using Ossa.CommandLine;
using Ossa.Engine.Encryption;
using Ossa.Hosting;
using Ossa.Sealing;
using Ossa.Storage.Local.FileSystem;

namespace Ossa.Commands;

/// <summary><c>ossa keyring export</c> and <c>import</c>: carry the keyring of a data directory to where a backup is restored.</summary>
internal static class KeyringFileCommands
{
    private const string Kind = "keyring";
    private const int MaxBytes = 16 * 1024 * 1024;

    public static Command Export(CommandContext context, Option<string?> data)
    {
        var (file, passphrase) = (FileArgument("The new file, or - for standard output"), new Passphrase());
        var command = new DocumentedCommand("export", "Write the keyring to a file, sealed under a passphrase.")
        {
            Examples = ["ossa keyring export keyring.sealed --data /srv/ossa"],
        };
        command.Add(file);
        command.Add(passphrase.Option);
        command.SetAction(
            async (parsed, stop) =>
            {
                var directory = DataDirectory.Resolve(context, parsed.GetValue(data)).RequireStore();
                var keyring =
                    Read(directory)
                    ?? throw new CommandException(
                        $"{directory.KeyringFile} does not exist: nothing was encrypted yet, or it is missing."
                    );
                var content = Parse(keyring, directory.KeyringFile);
                var secret = await passphrase.ReadNewAsync(parsed, context, stop);
                var path = parsed.GetRequiredValue(file);
                await PrivateFile.WriteNewAsync(context, path, PassphraseSeal.Seal(Kind, secret, keyring), stop);
                await context.Error.WriteLineAsync(
                    $"{Amounts.Count(content.MasterKeys, "master key")} of the keyring {content.Id}. Without the passphrase the file opens nothing."
                );
                return ExitCodes.Done;
            }
        );
        return command;
    }

    public static Command Import(CommandContext context, Option<string?> data)
    {
        var (file, passphrase) = (FileArgument("The file, or - for standard input"), new Passphrase());
        var command = new DocumentedCommand("import", "Put an exported keyring into a data directory.")
        {
            Examples = ["ossa keyring import keyring.sealed --data /srv/ossa-restored"],
        };
        command.Add(file);
        command.Add(passphrase.Option);
        command.SetAction(
            async (parsed, stop) =>
            {
                var directory = DataDirectory.Resolve(context, parsed.GetValue(data)).RequireStore();
                var path = parsed.GetRequiredValue(file);
                var bytes = await PrivateFile.ReadAsync(context, path, MaxBytes, stop);
                PassphraseSeal.RequireOpenable(Kind, bytes);
                var secret = await passphrase.ReadAsync(parsed, context, stop);
                var keyring = PassphraseSeal.Open(Kind, secret, bytes);
                var content = Parse(keyring, path);
                Put(directory, keyring, content);
                await context.Error.WriteLineAsync(
                    $"{directory.KeyringFile} has {Amounts.Count(content.MasterKeys, "master key")} of the keyring {content.Id}."
                );
                return ExitCodes.Done;
            }
        );
        return command;
    }

    /// <summary>A keyring that has keys of its own is never replaced: what they encrypted could not be read any more.</summary>
    private static void Put(DataDirectory directory, byte[] keyring, KeyringContent content)
    {
        if (Read(directory) is { } present && !content.CanReplace(Parse(present, directory.KeyringFile)))
        {
            throw new CommandException(
                $"{directory.KeyringFile} is the keyring of another store, or has keys that the file lacks; it stays as it is. Move it away if it is the wrong one."
            );
        }

        DurableFile.WritePrivate(directory.KeyringFile, keyring);
    }

    private static byte[]? Read(DataDirectory directory) =>
        File.Exists(directory.KeyringFile) ? File.ReadAllBytes(directory.KeyringFile) : null;

    private static KeyringContent Parse(byte[] keyring, string place)
    {
        try
        {
            return KeyringContent.Parse(keyring);
        }
        catch (InvalidDataException e)
        {
            throw new CommandException($"The keyring in {place} is damaged: {e.Message}.", e);
        }
    }

    private static Argument<string> FileArgument(string description) => new("FILE") { Description = description };
}
