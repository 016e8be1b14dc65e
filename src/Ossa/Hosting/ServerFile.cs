using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ossa.Hosting;

/// <summary>What a running server says of itself in its data directory, so that commands on this machine find it. No secret is in it.</summary>
internal sealed record ServerFile(int ProcessId, Uri Address, Uri? PublicUrl, string Region, string AccessKeyId)
{
    /// <summary>Where the certificate is that the server shows at its address, or null where that has none.</summary>
    public string? CertificateFile { get; init; }

    public void Write(DataDirectory directory)
    {
        // Renamed into place, so that nobody reads half of it.
        var temporary = directory.ServerFile + ".new";
        File.WriteAllBytes(temporary, ToJson());
        File.Move(temporary, directory.ServerFile, overwrite: true);
    }

    /// <summary>
    /// What the process that holds the directory says of itself, or null when it says nothing. What another process says is not listened
    /// to: a server that was killed leaves its file, and somebody else may listen on its address by now.
    /// </summary>
    public static ServerFile? Read(DataDirectory directory, int? holder)
    {
        try
        {
            var file = JsonSerializer.Deserialize(
                File.ReadAllBytes(directory.ServerFile),
                ServerFileJson.Default.ServerFile
            );
            return file?.ProcessId == holder ? file : null;
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static void Remove(DataDirectory directory) => File.Delete(directory.ServerFile);

    /// <summary>By hand: nothing else in a start needs the serializer, of which each server would keep 1 MiB in memory.</summary>
    private byte[] ToJson()
    {
        var written = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(written, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber(nameof(ProcessId), ProcessId);
            json.WriteString(nameof(Address), Address.OriginalString);
            json.WriteString(nameof(PublicUrl), PublicUrl?.OriginalString);
            json.WriteString(nameof(Region), Region);
            json.WriteString(nameof(AccessKeyId), AccessKeyId);
            json.WriteString(nameof(CertificateFile), CertificateFile);
            json.WriteEndObject();
        }

        return written.WrittenSpan.ToArray();
    }
}

[JsonSerializable(typeof(ServerFile))]
internal sealed partial class ServerFileJson : JsonSerializerContext;
