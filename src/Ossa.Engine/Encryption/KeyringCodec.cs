using System.Text.Json;
using System.Text.Json.Serialization;
using Ossa.Storage;

namespace Ossa.Engine.Encryption;

/// <summary>A keyring as a file: JSON, so that its keeper sees what it is.</summary>
internal static class KeyringCodec
{
    private const int Format = 1;

    public static byte[] Encode(Keyring keyring)
    {
        var chains = keyring.Chains.Select(chain => new ChainText(
            chain.Name,
            chain.IsEnabled,
            [.. chain.Keys.Select(key => new KeyText(key.Id.ToString(), key.CreatedAt, key.Secret))]
        ));
        var text = new KeyringText(Format, keyring.Id.ToString(), [.. chains]);
        return JsonSerializer.SerializeToUtf8Bytes(text, KeyringJson.Default.KeyringText);
    }

    /// <exception cref="InvalidDataException">It is no whole keyring.</exception>
    public static Keyring Decode(ReadOnlySpan<byte> file)
    {
        KeyringText? text;
        try
        {
            text = JsonSerializer.Deserialize(file, KeyringJson.Default.KeyringText);
        }
        catch (JsonException error)
        {
            throw new InvalidDataException("it is cut short or changed", error);
        }

        return text is not { Format: Format } || !BlobId.TryParse(text.Id, out var id)
            ? throw new InvalidDataException($"it is no keyring of format {Format}")
            : new Keyring(id, [.. text.Chains.Select(Read)]);
    }

    private static KeyChain Read(ChainText text)
    {
        var keys = text.Keys.Select(key =>
            key.Secret.Length == MasterKey.SecretBytes
            && new MasterKey(key.Secret, key.Created) is var master
            && master.Id.ToString() == key.Id
                ? master
                : throw new InvalidDataException($"its key {key.Id} is changed")
        );
        return text.Keys.Count == 0
            ? throw new InvalidDataException("a name in it has no key")
            : new KeyChain(text.Name, text.Enabled, [.. keys]);
    }
}

internal sealed record KeyringText(int Format, string Id, IReadOnlyList<ChainText> Chains);

internal sealed record ChainText(string Name, bool Enabled, IReadOnlyList<KeyText> Keys);

internal sealed record KeyText(string Id, DateTimeOffset Created, byte[] Secret);

[JsonSerializable(typeof(KeyringText))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
internal sealed partial class KeyringJson : JsonSerializerContext;
