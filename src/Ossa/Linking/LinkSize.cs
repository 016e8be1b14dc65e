using System.Globalization;
using Ossa.CommandLine;
using Ossa.Settings;

namespace Ossa.Linking;

/// <summary>Sizes that are said of a link.</summary>
internal static class LinkSize
{
    private const string ASecond = "/s";

    /// <summary>What the server is told of a size; null where none is given.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static string? Parse(string? text, string option) =>
        text is null ? null
        : ByteSize.TryParse(text, out var bytes) ? bytes.ToString(CultureInfo.InvariantCulture)
        : throw new UsageException($"{option} '{text}' is no size; write it like 1048576, 512K, 100M or 5G.");

    /// <summary>The same of a size for each second, which may say so, as <c>5MB/s</c>.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static string? ParseRate(string? text, string option) =>
        Parse(
            text is not null && text.EndsWith(ASecond, StringComparison.OrdinalIgnoreCase)
                ? text[..^ASecond.Length]
                : text,
            option
        );
}
