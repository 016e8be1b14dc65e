using Ossa.CommandLine;
using Ossa.Server.Hosting;
using Ossa.Settings;

namespace Ossa.Hosting;

/// <summary>By how much the clock of a server that keeps nothing is shifted from its start.</summary>
internal sealed class ClockShift
{
    private readonly Setting _setting;
    private readonly TimeSpan _shift;

    /// <summary>Reads the setting, and notes with the settings where it is wrong.</summary>
    public ClockShift(ServeSettings settings)
    {
        _setting = settings.Find(ServeCatalogue.ClockShift);
        if (!DurationText.TryParseSigned(_setting.Value!, out _shift))
        {
            settings.Refuse(_setting, "is no duration; write it like 31d, 1h30m or -1h.");
        }
    }

    /// <summary>The clock for a server, which may be shifted on where the server keeps nothing.</summary>
    /// <exception cref="UsageException">The flag stands beside a data directory.</exception>
    /// <exception cref="CommandException">The same of the variable.</exception>
    public TimeProvider CreateClock(bool ephemeral)
    {
        if (ephemeral)
        {
            var clock = new ShiftableClock(TimeProvider.System);
            clock.ShiftBy(_shift);
            return clock;
        }

        return _setting.IsGiven
            ? throw Refuse(
                $"{_setting.Place} shifts the clock of a server that keeps nothing: it goes together with --ephemeral only."
            )
            : TimeProvider.System;
    }

    private Exception Refuse(string why) =>
        _setting.Origin == SettingOrigin.Flag ? new UsageException(why) : new CommandException(why);
}
