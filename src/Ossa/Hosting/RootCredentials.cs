using System.Security.Cryptography;
using System.Text;
using Ossa.CommandLine;
using Ossa.Protocol.Signing;
using Ossa.Settings;
using Ossa.Storage.Local.FileSystem;

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
    private const string IdPrefix = "OSSA";
    private const string IdName = "accessKeyID";
    private const string SecretName = "accessKeySecret";
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
            IdPrefix + RandomNumberGenerator.GetString(Letters, IdLetters),
            RandomNumberGenerator.GetString(Letters, SecretLetters)
        );

    /// <summary>The key kept in a data directory, or null when none was made yet.</summary>
    public static AccessKey? Load(DataDirectory directory)
    {
        if (!File.Exists(directory.CredentialsFile))
        {
            return null;
        }

        return Parse(File.ReadAllText(directory.CredentialsFile))
            ?? throw new CommandException(
                $"{directory.CredentialsFile} holds no whole access key: restore it, or move it away to get a new one."
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

        return Replace(directory);
    }

    /// <summary>A new key, kept in the data directory in the place of the one that is there, whatever is left of that.</summary>
    public static AccessKey Replace(DataDirectory directory)
    {
        var key = Create();
        var text = $"[{SettingsFile.DefaultProfile}]\n{IdName}={key.Id}\n{SecretName}={key.Secret}\n";
        DurableFile.WritePrivate(directory.CredentialsFile, Encoding.ASCII.GetBytes(text));
        return key;
    }

    /// <summary>The key in a file, or null where there is none or only the beginning of one.</summary>
    private static AccessKey? Parse(string text)
    {
        try
        {
            var file = SettingsFile.Parse(text);
            return
                file.Find(SettingsFile.DefaultProfile, IdName) is { } id
                && file.Find(SettingsFile.DefaultProfile, SecretName) is { } secret
                && PresentedSignatures.IsAccessKeyId(id)
                && !IsCutShort(id, secret)
                ? new AccessKey(id, secret)
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The length of a key that was made here is known; any other key is its owner's choice.</summary>
    private static bool IsCutShort(string id, string secret) =>
        id.StartsWith(IdPrefix, StringComparison.Ordinal)
        && id.Length == IdPrefix.Length + IdLetters
        && secret.Length < SecretLetters;
}
