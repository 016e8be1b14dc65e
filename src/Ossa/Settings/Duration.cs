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

    private static Duration Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (!DurationText.TryParse(text, out var duration))
        {
            result.AddError($"'{text}' is no duration; write it like 30s, 10m, 12h or 7d.");
        }
        return new Duration(duration);
    }
}
