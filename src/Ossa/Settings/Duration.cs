using System.CommandLine;
using System.CommandLine.Parsing;
using Ossa.Server.Hosting;

namespace Ossa.Settings;

/// <summary>A duration that stands on the command line.</summary>
internal readonly record struct Duration(TimeSpan Time)
{
    public static implicit operator TimeSpan(Duration duration) => duration.Time;

    public override string ToString() => DurationText.Format(Time);

    /// <summary>An option that takes a duration.</summary>
    public static Option<Duration> Option(string name, string description, TimeSpan standard) =>
        new(name)
        {
            Description = description,
            HelpName = "DURATION",
            DefaultValueFactory = _ => new Duration(standard),
            CustomParser = Parse,
        };

    /// <summary>An option that takes a duration, or as a number alone its seconds.</summary>
    public static Option<Duration> OptionOfSeconds(string name, string description, TimeSpan standard)
    {
        var option = Option(name, description, standard);
        option.CustomParser = result => Parse(result, unit: "s");
        return option;
    }

    private static Duration Parse(ArgumentResult result) => Parse(result, unit: "");

    /// <param name="result">What is given.</param>
    /// <param name="unit">The unit of a number alone; none where there must be one.</param>
    private static Duration Parse(ArgumentResult result, string unit)
    {
        var text = result.Tokens[0].Value;
        if (text.Length > 0 && text.All(char.IsAsciiDigit))
        {
            text += unit;
        }

        if (!DurationText.TryParse(text, out var duration))
        {
            result.AddError($"'{text}' is no duration; write it like 30s, 10m, 12h or 7d.");
        }
        return new Duration(duration);
    }
}
