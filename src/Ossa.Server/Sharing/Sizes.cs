using System.Globalization;

namespace Ossa.Server.Sharing;

/// <summary>Sizes as people read them, with the exact number beside.</summary>
internal static class Sizes
{
    private const int Step = 1024;

    private static readonly string[] Units = ["KiB", "MiB", "GiB", "TiB", "PiB"];

    public static string Of(long bytes)
    {
        if (bytes < Step)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{bytes} B");
        }

        var (size, unit) = ((double)bytes / Step, 0);
        while (size >= Step && unit < Units.Length - 1)
        {
            size /= Step;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{size:0.#} {Units[unit]} ({bytes:#,0} B)");
    }
}
