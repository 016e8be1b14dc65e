using Ossa.CommandLine;
using Ossa.Storage.Local.FileSystem;

namespace Ossa.Sealing;

/// <summary>Files of a command that hold secrets or come from elsewhere, by path or <c>-</c> for standard input and output.</summary>
internal static class PrivateFile
{
    private const string Standard = "-";

    /// <summary>Writes a file that only this user may read, and never in the place of another one.</summary>
    /// <exception cref="CommandException">There is one.</exception>
    public static async Task WriteNewAsync(
        CommandContext context,
        string path,
        ReadOnlyMemory<byte> content,
        CancellationToken stop
    )
    {
        if (path == Standard)
        {
            await using var output = context.OpenOutput();
            await output.WriteAsync(content, stop);
            return;
        }

        path = Path.GetFullPath(path);
        if (Path.Exists(path))
        {
            throw new CommandException($"{path} is there already: name a new file, or move that one away.");
        }

        DurableFile.WritePrivate(path, content.Span);
    }

    /// <summary>Reads a file of at most so many bytes.</summary>
    /// <exception cref="CommandException">It is larger.</exception>
    public static async Task<byte[]> ReadAsync(
        CommandContext context,
        string path,
        int maxBytes,
        CancellationToken stop
    )
    {
        await using var input = path == Standard ? context.OpenInput() : File.OpenRead(path);
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await input.ReadAsync(buffer, stop) is var count and > 0)
        {
            if (content.Length + count > maxBytes)
            {
                throw new CommandException($"{path} is larger than {maxBytes >> 20} MiB.");
            }

            content.Write(buffer, 0, count);
        }

        return content.ToArray();
    }
}
