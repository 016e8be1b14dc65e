using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ossa.CommandLine;

namespace Ossa.Sealing;

/// <summary>
/// Files of secrets, sealed under a passphrase: the key is derived by PBKDF2 with SHA-256, and AES-256-GCM seals the content with all that the file says of itself. It is JSON, so that its keeper sees what it is.
/// </summary>
internal static class PassphraseSeal
{
    /// <summary>The rounds of PBKDF2 in new files.</summary>
    public const int Rounds = 600_000;

    private const int MaxRounds = 10_000_000;
    private const string Format = "ossa-sealed";
    private const int Version = 1;
    private const string Derivation = "PBKDF2-SHA256";
    private const string Cipher = "AES-256-GCM";
    private const int SaltBytes = 16;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int KeyBytes = 32;

    /// <summary>Seals content.</summary>
    /// <param name="kind">What it is; it opens as nothing else.</param>
    /// <param name="passphrase">The passphrase.</param>
    /// <param name="content">The content.</param>
    public static byte[] Seal(string kind, string passphrase, ReadOnlySpan<byte> content)
    {
        var file = new SealedFile(
            Format,
            Version,
            kind,
            Derivation,
            Rounds,
            Cipher,
            RandomNumberGenerator.GetBytes(SaltBytes),
            RandomNumberGenerator.GetBytes(NonceBytes),
            new byte[content.Length + TagBytes]
        );
        using var cipher = CipherOf(file, passphrase);
        cipher.Encrypt(
            file.Nonce,
            content,
            file.Content.AsSpan(..^TagBytes),
            file.Content.AsSpan(^TagBytes..),
            Head(file)
        );
        return JsonSerializer.SerializeToUtf8Bytes(file, SealedFileJson.Default.SealedFile);
    }

    /// <summary>Whether a file says that it is sealed.</summary>
    public static bool IsSealed(ReadOnlySpan<byte> file) => TryRead(file) is { Format: Format };

    /// <summary>Opens content.</summary>
    /// <param name="kind">What it must be.</param>
    /// <param name="passphrase">The passphrase.</param>
    /// <param name="bytes">The file.</param>
    /// <exception cref="CommandException">It is no such file, the passphrase is another one, or it was changed.</exception>
    public static byte[] Open(string kind, string passphrase, ReadOnlySpan<byte> bytes)
    {
        var file = RequireOpenable(kind, bytes);
        var content = new byte[file.Content.Length - TagBytes];
        using var cipher = CipherOf(file, passphrase);
        try
        {
            cipher.Decrypt(
                file.Nonce,
                file.Content.AsSpan(..^TagBytes),
                file.Content.AsSpan(^TagBytes..),
                content,
                Head(file)
            );
            return content;
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw new CommandException(
                "The file does not open: the passphrase is another one, or the file was changed.",
                e
            );
        }
    }

    /// <summary>The file, if a passphrase is worth asking for.</summary>
    /// <exception cref="CommandException">It is none of this kind.</exception>
    public static SealedFile RequireOpenable(string kind, ReadOnlySpan<byte> bytes) =>
        TryRead(bytes) switch
        {
            null or { Format: not Format } => throw new CommandException(
                "The file is none that was sealed here, or is cut short."
            ),
            { Version: not Version } other => throw new CommandException(
                $"The file is of version {other.Version}, and this program opens version {Version}."
            ),
            { Kind: var other } when other != kind => throw new CommandException(
                $"The file holds '{Printable.Of(other)}', not '{kind}'."
            ),
            { Derivation: Derivation, Cipher: Cipher, Rounds: >= Rounds and <= MaxRounds } file
                when file.Salt.Length == SaltBytes
                    && file.Nonce.Length == NonceBytes
                    && file.Content.Length >= TagBytes => file,
            _ => throw new CommandException("The file was changed, or sealed in a way that is not known here."),
        };

    private static SealedFile? TryRead(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, SealedFileJson.Default.SealedFile);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static AesGcm CipherOf(SealedFile file, string passphrase) =>
        new(
            Rfc2898DeriveBytes.Pbkdf2(
                Encoding.UTF8.GetBytes(passphrase),
                file.Salt,
                file.Rounds,
                HashAlgorithmName.SHA256,
                KeyBytes
            ),
            TagBytes
        );

    private static byte[] Head(SealedFile file) =>
        Encoding.UTF8.GetBytes(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{file.Format}\n{file.Version}\n{file.Kind}\n{file.Derivation}\n{file.Rounds}\n{file.Cipher}"
            )
        );
}

/// <summary>What stands in a sealed file.</summary>
internal sealed record SealedFile(
    string Format,
    int Version,
    string Kind,
    string Derivation,
    int Rounds,
    string Cipher,
    byte[] Salt,
    byte[] Nonce,
    byte[] Content
);

[JsonSerializable(typeof(SealedFile))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
internal sealed partial class SealedFileJson : JsonSerializerContext;
