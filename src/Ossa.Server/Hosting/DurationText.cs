using System.Globalization;
using System.Text;

namespace Ossa.Server.Hosting;

/// <summary>Durations as people write them: <c>12s</c>, <c>10m</c>, <c>36h</c>, <c>7d</c>, or several in falling order, <c>1h30m</c>.</summary>
public static class DurationText
{
    private const long MostSeconds = 36_500L * 86_400;

    private static readonly (char Unit, long Seconds)[] Units = [('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)];

    /// <summary>Reads a duration of whole seconds, at most a hundred years.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var seconds = 0L;
        var rest = text.AsSpan();
        var units = Units.AsSpan();
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExceptInRange('0', '9');
            if (
                digits <= 0
                || !int.TryParse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            )
            {
                return false;
            }
            var unit = IndexOf(units, rest[digits]);
            if (unit < 0)
            {
                return false;
            }
            // Four units of an int each are far from what a long holds.
            seconds += n * units[unit].Seconds;
            units = units[(unit + 1)..];
            rest = rest[(digits + 1)..];
        }
        if (text.Length == 0 || seconds > MostSeconds)
        {
            return false;
        }
        duration = TimeSpan.FromSeconds(seconds);
        return true;
    }

    /// <summary>Reads the same, or with a minus before it a duration backwards.</summary>
    public static bool TryParseSigned(string text, out TimeSpan duration)
    {
        if (!text.StartsWith('-'))
        {
            return TryParse(text, out duration);
        }
        var isRead = TryParse(text[1..], out duration);
        duration = -duration;
        return isRead;
    }

    /// <summary>Writes what <see cref="TryParse"/> reads; sign and parts of a second are dropped.</summary>
    public static string Format(TimeSpan duration)
    {
        var seconds = (long)duration.Duration().TotalSeconds;
        var text = new StringBuilder();
        foreach (var (unit, length) in Units)
        {
            if (seconds >= length)
            {
                text.Append(seconds / length).Append(unit);
                seconds %= length;
            }
        }
        return text.Length == 0 ? "0s" : text.ToString();
    }

    /// <summary>Writes what <see cref="TryParseSigned"/> reads.</summary>
    public static string FormatSigned(TimeSpan duration) => (duration < TimeSpan.Zero ? "-" : "") + Format(duration);

    /// <summary>The two largest units alone, for distances in time that nobody wants to the second.</summary>
    public static string Approximate(TimeSpan duration)
    {
        var seconds = (long)Math.Round(duration.Duration().TotalSeconds);
        var largest = Array.FindIndex(Units, unit => seconds >= unit.Seconds);
        if (largest < 0)
        {
            return "0s";
        }
        var least = Units[Math.Min(largest + 1, Units.Length - 1)].Seconds;
        return Format(TimeSpan.FromSeconds(seconds / least * least));
    }

    private static int IndexOf(ReadOnlySpan<(char Unit, long Seconds)> units, char unit)
    {
        for (var i = 0; i < units.Length; i++)
        {
            if (units[i].Unit == unit)
            {
                return i;
            }
        }
        return -1;
    }
}
