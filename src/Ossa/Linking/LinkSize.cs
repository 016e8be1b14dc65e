using System.Globalization;
using Ossa.CommandLine;
using Ossa.Settings;

namespace Ossa.Linking;

/// <summary>Sizes that are said of a link.</summary>
internal static class LinkSize
{
    /// <summary>What the server is told of a size; null where none is given.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static string? Parse(string? text, string option) =>
        text is null ? null
        : ByteSize.TryParse(text, out var bytes) ? bytes.ToString(CultureInfo.InvariantCulture)
        : throw new UsageException($"{option} '{text}' is no size; write it like 1048576, 512K, 100M or 5G.");
}
