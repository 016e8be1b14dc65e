using System.Text;

namespace Ossa.Server.Audit;

/// <summary>Reads the files of an audit log, also while a server writes, begins and removes them.</summary>
/// <param name="directory">Where they are.</param>
/// <param name="since">The time that is looked back to, or null for all: files that were complete before it are not opened.</param>
public sealed class AuditFileCursor(string directory, DateTimeOffset? since = null) : IAuditCursor
{
    private const int ChunkBytes = 64 * 1024;

    /// <summary>No entry is as long as this; what is, is no entry.</summary>
    private const int MaxLineBytes = 1024 * 1024;

    private string? _current;
    private long _position;

    /// <inheritdoc/>
    public IEnumerable<string> ReadOn()
    {
        // Whatever had a next file when this was looked up gets no more lines.
        foreach (var path in AuditFileNames.Since(directory, since))
        {
            var order = string.CompareOrdinal(path, _current ?? "");
            if (order < 0)
            {
                continue;
            }

            if (order > 0)
            {
                _current = path;
                _position = 0;
            }

            foreach (var line in ReadFile(path))
            {
                yield return line;
            }
        }
    }

    /// <summary>The whole lines from the position on; an end without a line break is left for later.</summary>
    private IEnumerable<string> ReadFile(string path)
    {
        using var file = TryOpen(path);
        if (file is null)
        {
            yield break;
        }

        file.Position = _position;
        var chunk = new byte[ChunkBytes];
        var begun = new MemoryStream();
        for (int count; (count = file.Read(chunk)) > 0; )
        {
            var from = 0;
            for (int at; (at = Array.IndexOf(chunk, (byte)'\n', from, count - from)) >= 0; from = at + 1)
            {
                begun.Write(chunk, from, at - from);
                _position += begun.Length + 1;
                var line = Encoding.UTF8.GetString(begun.GetBuffer(), 0, (int)begun.Length);
                begun.SetLength(0);
                yield return line;
            }

            begun.Write(chunk, from, count - from);
            if (begun.Length > MaxLineBytes)
            {
                _position += begun.Length;
                begun.SetLength(0);
            }
        }
    }

    /// <summary>The file, or null where it was removed meanwhile for its age.</summary>
    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
