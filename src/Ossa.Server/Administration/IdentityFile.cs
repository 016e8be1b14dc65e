using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ossa.Engine.Identity.Transfer;

namespace Ossa.Server.Administration;

/// <summary>The file of users, groups, roles and policies: JSON, read strictly, since what is skipped would be believed to be taken over.</summary>
public static class IdentityFile
{
    /// <summary>The largest file, in bytes.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>The most policies, groups, users, keys and roles together.</summary>
    public const int MaxEntries = 100_000;

    /// <summary>Policies stand in it as text, so their quotes stay readable: nobody embeds the file in a page.</summary>
    private static readonly IdentityFileJson Written = new(
        new JsonSerializerOptions(IdentityFileJson.Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }
    );

    internal static byte[] Write(IdentityDocument document) =>
        JsonSerializer.SerializeToUtf8Bytes(document, Written.IdentityDocument);

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">It is none, of another version, or holds too much.</exception>
    internal static IdentityDocument Read(ReadOnlySpan<byte> file)
    {
        try
        {
            var head = JsonSerializer.Deserialize(file, IdentityFileHeadJson.Default.IdentityFileHead);
            if (head is not { Format: IdentityDocument.FormatName })
            {
                throw new FormatException("This is no export of users, groups, roles and policies.");
            }

            if (head.Version != IdentityDocument.CurrentVersion)
            {
                throw new FormatException(
                    $"The file is of version {head.Version}, and this server reads version {IdentityDocument.CurrentVersion}."
                );
            }

            var document = JsonSerializer.Deserialize(file, IdentityFileJson.Default.IdentityDocument)!;
            return document.Count() <= MaxEntries
                ? document
                : throw new FormatException(
                    $"The file has {document.Count()} entries, and at most {MaxEntries} are read."
                );
        }
        catch (JsonException e)
        {
            throw new FormatException(
                $"The file cannot be read at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}"
                    + (string.IsNullOrEmpty(e.Path) ? "." : $" ({e.Path})."),
                e
            );
        }
    }
}

/// <summary>What must be known of a file before the rest can be.</summary>
internal sealed record IdentityFileHead(string? Format, int Version);

[JsonSerializable(typeof(IdentityFileHead))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class IdentityFileHeadJson : JsonSerializerContext;

[JsonSerializable(typeof(IdentityDocument))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true,
    NewLine = "\n"
)]
internal sealed partial class IdentityFileJson : JsonSerializerContext;
