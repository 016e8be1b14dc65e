using System.Globalization;

namespace Ossa.Server.Audit;

/// <summary>The names of the files of an audit log: by the time of their first line, so that their order is that of the lines.</summary>
internal static class AuditFileNames
{
    private const string Format = "'audit-'yyyyMMdd'T'HHmmssfff'Z.jsonl'";

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
}
