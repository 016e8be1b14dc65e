using System.Security.Cryptography;
using Ossa.CommandLine;
using Ossa.Protocol.Signing;

namespace Ossa.Hosting;

/// <summary>
/// The root key of a server: from the environment for this run, or made once and kept in the data directory. There is no built-in
/// secret.
/// </summary>
internal static class RootCredentials
{
    public const string IdVariable = "OSS_ACCESS_KEY_ID";
    public const string SecretVariable = "OSS_ACCESS_KEY_SECRET";

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int IdLetters = 20;
    private const int SecretLetters = 30;

    /// <summary>The key that the environment holds, or null; one half of a key is an error.</summary>
    public static AccessKey? FromEnvironment(CommandContext context)
    {
        var id = context.Variable(IdVariable);
        var secret = context.Variable(SecretVariable);
        return (string.IsNullOrEmpty(id), string.IsNullOrEmpty(secret)) switch
        {
            (true, true) => null,
            (false, false) when !PresentedSignatures.IsAccessKeyId(id!) => throw new CommandException(
                $"{IdVariable} has characters that no access key id has: use letters, digits, '.', '-' and '_', at most 128."
            ),
            (false, false) => new AccessKey(id!, secret!),
            (false, true) => throw new CommandException(
                $"{IdVariable} is set but {SecretVariable} is not: set both or none."
            ),
            (true, false) => throw new CommandException(
                $"{SecretVariable} is set but {IdVariable} is not: set both or none."
            ),
        };
    }

    /// <summary>A key that nobody has had before.</summary>
    public static AccessKey Create() =>
        new(
            "OSSA" + RandomNumberGenerator.GetString(Letters, IdLetters),
            RandomNumberGenerator.GetString(Letters, SecretLetters)
        );

    /// <summary>The key kept in a data directory, or null when none was made yet.</summary>
    public static AccessKey? Load(DataDirectory directory)
    {
        if (!File.Exists(directory.CredentialsFile))
        {
            return null;
        }

        var values = File.ReadLines(directory.CredentialsFile)
            .Select(line => line.Split('=', 2))
            .Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[0].Trim(), parts => parts[1].Trim(), StringComparer.OrdinalIgnoreCase);
        return values.TryGetValue("accessKeyID", out var id) && values.TryGetValue("accessKeySecret", out var secret)
            ? new AccessKey(id, secret)
            : throw new CommandException(
                $"{directory.CredentialsFile} holds no access key: restore it, or move it away to get a new one."
            );
    }

    /// <summary>
    /// The key kept in a data directory, made now if need be. The file has the format of a client's settings file, so that it can be used
    /// as one.
    /// </summary>
    public static AccessKey LoadOrCreate(DataDirectory directory, out bool created)
    {
        var key = Load(directory);
        created = key is null;
        if (key is not null)
        {
            return key;
        }

        key = Create();
        WritePrivately(directory.CredentialsFile, $"[default]\naccessKeyID={key.Id}\naccessKeySecret={key.Secret}\n");
        return key;
    }

    private static void WritePrivately(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        file.Write(System.Text.Encoding.UTF8.GetBytes(text));
        file.Flush(flushToDisk: true);
    }
}
