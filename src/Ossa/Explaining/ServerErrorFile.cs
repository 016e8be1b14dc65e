using System.Text;
using Ossa.CommandLine;
using Ossa.Protocol.Documents;

namespace Ossa.Explaining;

/// <summary>The error that a client got: XML, or the base64 of it that answers to HEAD carry in x-oss-err.</summary>
internal static class ServerErrorFile
{
    private const int MaxBytes = 1024 * 1024;

    public static async Task<ErrorDocument> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (new FileInfo(path) is { Exists: true, Length: > MaxBytes })
        {
            throw new CommandException($"{path} is too large to be an error of a server.");
        }
        var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        var text = Encoding.UTF8.GetString(bytes).Trim();
        if (!text.StartsWith('<') && TryDecodeBase64(text) is { } decoded)
        {
            bytes = decoded;
        }
        try
        {
            using var stream = new MemoryStream(bytes);
            return ErrorDocument.Read(stream);
        }
        catch (DocumentFormatException e)
        {
            throw new CommandException($"{path} holds no error of a server: {e.Message}", e);
        }
    }

    private static byte[]? TryDecodeBase64(string text)
    {
        var buffer = new byte[text.Length];
        return Convert.TryFromBase64String(text, buffer, out var length) ? buffer[..length] : null;
    }
}
