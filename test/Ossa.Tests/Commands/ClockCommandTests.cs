using Microsoft.Extensions.Time.Testing;
using Ossa.Hosting;
using Ossa.Server.Hosting;
using Ossa.Tests.CommandLine;
using Ossa.Tests.Server;
using Xunit;

namespace Ossa.Tests.Commands;

public sealed class ClockCommandTests
{
    private readonly FakeTimeProvider _machine = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task It_shows_and_shifts_the_clock_of_a_server_however_far_that_is_shifted()
    {
        await using var server = await TestServer.StartAsync(clock: new ShiftableClock(_machine));
        Assert.Equal("2026-03-01T12:00:00Z (shifted by 0s)\n", await OutputAsync(server, "clock"));
        Assert.Equal("2026-04-01T12:00:00Z (shifted by 31d)\n", await OutputAsync(server, "clock", "--shift", "31d"));
        Assert.Equal("2026-04-01T12:00:00Z (shifted by 31d)\n", await OutputAsync(server, "clock"));
        Assert.Equal("2026-03-01T11:00:00Z (shifted by -1h)\n", await OutputAsync(server, "clock", "--shift", "-1h"));
    }

    [Fact]
    public async Task A_refusal_is_one_line()
    {
        await using var server = await TestServer.StartAsync(clock: _machine);
        var refused = await RunAsync(server, "clock", "--shift", "31d");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("--ephemeral", Assert.Single(refused.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        var wrong = await RunAsync(server, "clock", "--shift", "soon");
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("'soon' is no duration", wrong.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("31d", "goes together with --ephemeral only")]
    [InlineData("-1h", "goes together with --ephemeral only")]
    [InlineData("soon", "'soon' is no duration")]
    [InlineData("99999999d", "'99999999d' is no duration")]
    public async Task A_server_that_keeps_what_it_is_given_is_not_started_with_a_shift(string shift, string said)
    {
        var byFlag = await new CommandRun().RunAsync("serve", "--data", "/nowhere/at/all", "--clock-shift", shift);
        Assert.Equal(2, byFlag.ExitCode);
        Assert.Contains($"--clock-shift", byFlag.Error, StringComparison.Ordinal);
        Assert.Contains(said, byFlag.Error, StringComparison.Ordinal);

        var byVariable = new CommandRun();
        byVariable.Variables[ServeCatalogue.ClockShift.Variable] = shift;
        await byVariable.RunAsync("serve", "--data", "/nowhere/at/all");
        Assert.Equal(1, byVariable.ExitCode);
        Assert.Contains("OSSA_CLOCK_SHIFT", byVariable.Error, StringComparison.Ordinal);
        Assert.Contains(said, byVariable.Error, StringComparison.Ordinal);
    }

    private static async Task<string> OutputAsync(TestServer server, params string[] args)
    {
        var run = await RunAsync(server, args);
        Assert.Equal(("", 0), (run.Error, run.ExitCode));
        return run.Out;
    }

    private static Task<CommandRun> RunAsync(TestServer server, params string[] args)
    {
        var run = new CommandRun();
        run.Variables["OSS_ENDPOINT"] = server.Url.ToString();
        run.Variables["OSS_ACCESS_KEY_ID"] = TestServer.Key.Id;
        run.Variables["OSS_ACCESS_KEY_SECRET"] = TestServer.Key.Secret;
        return run.RunAsync(args);
    }
}
