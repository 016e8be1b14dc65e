using Ossa.CommandLine;
using Ossa.Server.Hosting;
using Ossa.Settings;

namespace Ossa.Hosting;

/// <summary>By how much the clock of a server that keeps nothing is shifted from its start: the flag, else the environment.</summary>
internal sealed class ClockShift
{
    public const string Flag = "--clock-shift";

    private ClockShift(Setting setting)
    {
        Setting = setting;
        if (!DurationText.TryParseSigned(setting.Value!, out var shift))
        {
            Problem = $"{setting.Place}: '{setting.Value}' is no duration; write it like 31d, 1h30m or -1h.";
        }

        Shift = shift;
    }

    public Setting Setting { get; }

    /// <summary>What is wrong, as a line that says where and what to do; null when nothing is.</summary>
    public string? Problem { get; }

    private TimeSpan Shift { get; }

    /// <summary>Reads the setting, a wrong one too.</summary>
    /// <param name="flag">The value of the flag, or null where it was not given.</param>
    public static ClockShift Read(CommandContext context, string? flag)
    {
        if (flag is not null)
        {
            return new ClockShift(new Setting(flag, SettingOrigin.Flag, Flag));
        }

        var variable = ServeSettings.VariableOf(Flag);
        return new ClockShift(
            context.Variable(variable) is { Length: > 0 } value
                ? new Setting(value, SettingOrigin.Environment, variable)
                : Setting.Default("0s")
        );
    }

    /// <summary>The clock for a server, which may be shifted on where the server keeps nothing.</summary>
    /// <exception cref="UsageException">The flag is wrong, or stands beside a data directory.</exception>
    /// <exception cref="CommandException">The same of the variable.</exception>
    public TimeProvider CreateClock(bool ephemeral)
    {
        if (Problem is { } problem)
        {
            throw Refuse(problem);
        }

        if (ephemeral)
        {
            var clock = new ShiftableClock(TimeProvider.System);
            clock.ShiftBy(Shift);
            return clock;
        }

        return Setting.IsGiven
            ? throw Refuse(
                $"{Setting.Place} shifts the clock of a server that keeps nothing: it goes together with --ephemeral only."
            )
            : TimeProvider.System;
    }

    private Exception Refuse(string why) =>
        Setting.Origin == SettingOrigin.Flag ? new UsageException(why) : new CommandException(why);
}
