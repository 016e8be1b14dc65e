using System.Globalization;

namespace Ossa.Server.Audit;

/// <summary>The names of the files of an audit log: by the time of their first line, so that their order is that of the lines.</summary>
internal static class AuditFileNames
{
    private const string Format = "'audit-'yyyyMMdd'T'HHmmssfff'Z.jsonl'";

    /// <summary>A file was begun less than this after the time in its name.</summary>
    private static readonly TimeSpan Precision = TimeSpan.FromMilliseconds(1);

    public static string Of(DateTimeOffset start) => start.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>When a file was begun; null for a file of another kind.</summary>
    public static DateTimeOffset? StartOf(string path) =>
        DateTimeOffset.TryParseExact(
            Path.GetFileName(path),
            Format,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var start
        )
            ? start
            : null;

    /// <summary>The files in a directory, the oldest first.</summary>
    public static string[] In(string directory) =>
        [
            .. Directory
                .EnumerateFiles(directory, "audit-*.jsonl")
                .Where(path => StartOf(path) is not null)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The files in a directory that may have lines of a time or a later one; all lines of a file are older than the next file.</summary>
    public static ArraySegment<string> Since(string directory, DateTimeOffset? time)
    {
        var files = In(directory);
        var first = 0;
        while (first + 1 < files.Length && StartOf(files[first + 1]) + Precision <= time)
        {
            first++;
        }

        return new ArraySegment<string>(files)[first..];
    }
}
