using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text;

namespace Ossa.Settings;

/// <summary>A duration as people write it: <c>12s</c>, <c>10m</c>, <c>36h</c>, <c>7d</c>, or several in falling order, <c>1h30m</c>.</summary>
internal readonly record struct Duration(TimeSpan Time)
{
    private const int MostDays = 36_500;

    private static readonly (char Unit, long Seconds)[] Units = [('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)];

    /// <summary>Reads a duration of whole seconds, at most a hundred years.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
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
            duration += TimeSpan.FromSeconds(n * units[unit].Seconds);
            units = units[(unit + 1)..];
            rest = rest[(digits + 1)..];
        }
        return text.Length > 0 && duration <= TimeSpan.FromDays(MostDays);
    }

    /// <summary>Writes what <see cref="TryParse"/> reads; parts of a second are dropped.</summary>
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

    public static implicit operator TimeSpan(Duration duration) => duration.Time;

    public override string ToString() => Format(Time);

    /// <summary>An option that takes a duration.</summary>
    public static Option<Duration> Option(string name, string description, TimeSpan standard) =>
        new(name)
        {
            Description = description,
            HelpName = "DURATION",
            DefaultValueFactory = _ => new Duration(standard),
            CustomParser = Parse,
        };

    private static Duration Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (!TryParse(text, out var duration))
        {
            result.AddError($"'{text}' is no duration; write it like 30s, 10m, 12h or 7d.");
        }
        return new Duration(duration);
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
