using Ossa.Server.Administration;
using Ossa.Tests.CommandLine;
using Xunit;

namespace Ossa.Tests.Commands;

public sealed class HealthCommandTests : CommandTest
{
    [Fact]
    public async Task It_shows_how_the_server_is_and_what_it_was_asked_for()
    {
        await PutAsync("a.txt", Utf8("four"));
        var shown = await DoAsync("health");
        Assert.Matches("^state +ready\nwrites +accepted\n", shown.Out);
        Assert.Matches("last scrub +never\n", shown.Out);
        Assert.Matches("\n[-0-9]+T[0-9]{2}:00:00Z +[1-9][0-9]* +0 +0 +[0-9.]+ K?i?B +[0-9.]+ K?i?B\n$", shown.Out);
        Assert.All(shown.Out.Split('\n'), line => Assert.InRange(line.Length, 0, 80));

        var json = await DoAsync("health", "--json");
        Assert.True(ServerStatus.Read(Utf8(json.Out)).Health.Ready);
    }

    [Fact]
    public async Task Nobody_else_is_told()
    {
        var run = new CommandRun { Clock = Server.Time };
        run.Variables["OSS_ENDPOINT"] = Server.Url.ToString();
        run.Variables["OSS_ACCESS_KEY_ID"] = "someone";
        run.Variables["OSS_ACCESS_KEY_SECRET"] = "else";
        AssertFailed(await run.RunAsync("health"), 1, "refused");
    }
}
