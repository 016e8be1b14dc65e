using System.CommandLine;
using Ossa.Administration;
using Ossa.CommandLine;
using Ossa.Hosting;
using Ossa.Server.Administration;
using Ossa.Server.Hosting;
using Ossa.Settings;

namespace Ossa.Commands;

/// <summary><c>ossa clock</c>: tells the clock of a server, or shifts that of one which keeps nothing.</summary>
internal static class ClockCommand
{
    public static Command Create(CommandContext context)
    {
        var shift = new Option<string?>("--shift")
        {
            Description = "By how much it shall be ahead of the machine's clock, such as 31d, -1h or 0s",
            HelpName = "TIME",
        };
        var settings = new SettingsOptions();
        var command = new DocumentedCommand("clock", "Show or shift the clock of a server run with --ephemeral.")
        {
            Examples = ["ossa clock", "ossa clock --shift 31d"],
        };
        command.Add(shift);
        settings.AddTo(command);
        command.SetAction(
            async (parsed, stop) =>
            {
                var wanted = parsed.GetValue(shift);
                if (wanted is not null && !DurationText.TryParseSigned(wanted, out _))
                {
                    throw new UsageException($"'{wanted}' is no duration; write it like 31d, 1h30m or -1h.");
                }

                var server = RunningServer.Of(settings.ReadUsable(parsed, context));
                using var client = new AdminClient(server, context.Clock);
                await context.Out.WriteLineAsync(Describe(await client.ClockAsync(wanted, stop)));
                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static string Describe(ClockAnswer clock) => $"{ShownTime.Of(clock.Now)} (shifted by {clock.Shift})";
}
