using Ossa.Protocol.Signing;
using Ossa.Tests.Server;
using Xunit;

namespace Ossa.Tests.Commands;

/// <summary>Further accounts from the command line.</summary>
public sealed class AccountCommandTests : CommandTest
{
    [Fact]
    public async Task An_account_is_made_shown_disabled_enabled_and_deleted()
    {
        var run = await DoAsync("account", "create", "research", "--display-name", "The lab");
        var key = run.Out.TrimEnd().Split('\n').Select(line => line.Split('=', 2)[1]).ToArray();
        Assert.DoesNotContain(key[1], run.Error, StringComparison.Ordinal);
        var root = new AccessKey(key[0], key[1]);
        Assert.Equal(200, (await Server.SendAsync("PUT", "lab", signer: root)).Status);
        Assert.Equal($"- {Server.Engine.AccountId} - enabled own", Lines(await DoAsync("account", "ls"))[0]);
        Assert.EndsWith(" enabled", Lines(await DoAsync("account", "ls"))[1], StringComparison.Ordinal);
        var shown = (await DoAsync("account", "show", "research")).Out.TrimEnd().Split('\n');
        Assert.StartsWith("research 0", shown[0], StringComparison.Ordinal);
        Assert.EndsWith(" enabled", shown[0], StringComparison.Ordinal);
        Assert.Equal("The lab", shown[1]);
        Assert.StartsWith($"root key {root.Id} ", shown[2], StringComparison.Ordinal);
        Assert.EndsWith(" service=Oss", shown[2], StringComparison.Ordinal);

        await DoAsync("account", "disable", "research");
        Assert.EndsWith(" disabled", Lines(await DoAsync("account", "ls"))[1], StringComparison.Ordinal);
        Assert.Equal(403, (await Server.SendAsync("GET", "lab", signer: root)).Status);
        await DoAsync("account", "enable", "research");
        AssertFailed(await RunAsync("account", "rm", "research"), 1, "The account owns buckets.");
        Assert.Equal(204, (await Server.SendAsync("DELETE", "lab", signer: root)).Status);
        await DoAsync("account", "rm", "research");
        Assert.Single(Lines(await DoAsync("account", "ls")));
        AssertFailed(await RunAsync("account", "show", "research"), 1, "There is no such account.");
    }

    [Fact]
    public async Task Whoever_asks_is_told_its_own_account_alone()
    {
        var own = Lines(await DoAsync("account", "show"));
        Assert.Equal($"- {Server.Engine.AccountId} - enabled own", own[0]);
        Assert.StartsWith($"root key {TestServer.Key.Id} - active last-used=", own[1], StringComparison.Ordinal);

        var made = Lines(await DoAsync("account", "create", "research"));
        var run = NewRun();
        run.Variables["OSS_ACCESS_KEY_ID"] = made[0].Split('=', 2)[1];
        run.Variables["OSS_ACCESS_KEY_SECRET"] = made[1].Split('=', 2)[1];
        Assert.Equal(0, (await run.RunAsync("account", "show")).ExitCode);
        Assert.StartsWith("research ", run.Out, StringComparison.Ordinal);
        Assert.EndsWith(" enabled own", Lines(run)[0], StringComparison.Ordinal);
        await DoAsync("account", "create", "other");
        AssertFailed(await run.RunAsync("account", "show", "other"), 1, "You have no right");
        AssertFailed(await run.RunAsync("account", "ls"), 1, "You have no right");
    }

    private static string[] Lines(CommandLine.CommandRun run) => run.Out.TrimEnd().Split('\n');
}
