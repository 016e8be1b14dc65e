using System.Globalization;
using Ossa.Protocol.Errors;

namespace Ossa.Protocol.Documents;

/// <summary>
/// How the elements of lifecycle rules are read. Unlike elsewhere nothing is skipped: a rule that is only half understood would delete what its
/// writer wants to keep.
/// </summary>
internal static class LifecycleNodes
{
    private static readonly string[] DateForms = ["yyyy-MM-dd'T'HH:mm:ss.fff'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'"];

    /// <summary>The names of the current element's children.</summary>
    /// <param name="reader">Stands on the element.</param>
    /// <param name="single">Children that may come once.</param>
    /// <param name="repeated">Children that may come any number of times.</param>
    /// <param name="unsupported">The error of any other child.</param>
    public static IEnumerable<string> Children(
        DocumentReader reader,
        string[] single,
        string[] repeated,
        Func<string, OssError> unsupported
    )
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in reader.AllChildren())
        {
            if (!single.Contains(name) && !repeated.Contains(name))
            {
                throw Refuse(unsupported(name), $"{name} is not supported here.");
            }
            if (!seen.Add(name) && !repeated.Contains(name))
            {
                throw Refuse(OssErrors.LifecycleNodeTwice, $"{name} stands there more than once.");
            }
            yield return name;
        }
    }

    /// <summary>A number of days, one at least.</summary>
    public static int Days(DocumentReader reader) =>
        int.TryParse(reader.Text(), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days > 0
            ? days
            : throw Refuse(OssErrors.InvalidLifecycleDays, "A number of days is not a positive integer.");

    /// <summary>Midnight of a day, UTC.</summary>
    public static DateTimeOffset Date(DocumentReader reader) =>
        DateTimeOffset.TryParseExact(
            reader.Text(),
            DateForms,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var date
        )
        && date.TimeOfDay == TimeSpan.Zero
            ? date
            : throw Refuse(OssErrors.InvalidLifecycleDate, "A date is not midnight as yyyy-MM-ddT00:00:00.000Z.");

    /// <summary>A size in bytes, positive.</summary>
    public static long Size(DocumentReader reader, OssError error) =>
        long.TryParse(reader.Text(), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0
            ? size
            : throw Refuse(error, "A size is not a positive integer.");

    public static Tag Tag(DocumentReader reader)
    {
        string? key = null;
        string? value = null;
        foreach (var name in Children(reader, ["Key", "Value"], [], _ => OssErrors.UnsupportedLifecycleNode))
        {
            var text = reader.Text();
            (key, value) = name == "Key" ? (text, value) : (key, text);
        }
        return key is null || value is null
            ? throw Refuse(OssErrors.LifecycleTagIncomplete, "A Tag lacks its Key or its Value.")
            : new Tag(key, value);
    }

    public static DocumentFormatException Refuse(OssError error, string detail) => new(detail) { Error = error };
}
