using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ossa.Hosting;

/// <summary>What a running server says of itself in its data directory, so that commands on this machine find it. No secret is in it.</summary>
internal sealed record ServerFile(int ProcessId, Uri Address, Uri? PublicUrl, string Region, string AccessKeyId)
{
    public void Write(DataDirectory directory)
    {
        // Renamed into place, so that nobody reads half of it.
        var temporary = directory.ServerFile + ".new";
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(this, ServerFileJson.Default.ServerFile));
        File.Move(temporary, directory.ServerFile, overwrite: true);
    }

    /// <summary>What the server that holds the directory says, or null when it says nothing.</summary>
    public static ServerFile? Read(DataDirectory directory)
    {
        try
        {
            return JsonSerializer.Deserialize(
                File.ReadAllBytes(directory.ServerFile),
                ServerFileJson.Default.ServerFile
            );
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static void Remove(DataDirectory directory) => File.Delete(directory.ServerFile);
}

[JsonSerializable(typeof(ServerFile))]
[JsonSourceGenerationOptions(WriteIndented = true)]
internal sealed partial class ServerFileJson : JsonSerializerContext;
