using Ossa.Protocol.Signing;
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
        Assert.EndsWith(" enabled\n", (await DoAsync("account", "ls")).Out, StringComparison.Ordinal);
        var shown = (await DoAsync("account", "show", "research")).Out.TrimEnd().Split('\n');
        Assert.StartsWith("research 0", shown[0], StringComparison.Ordinal);
        Assert.EndsWith($" enabled root-keys={root.Id}", shown[0], StringComparison.Ordinal);
        Assert.Equal("The lab", shown[1]);

        await DoAsync("account", "disable", "research");
        Assert.EndsWith(" disabled\n", (await DoAsync("account", "ls")).Out, StringComparison.Ordinal);
        Assert.Equal(403, (await Server.SendAsync("GET", "lab", signer: root)).Status);
        await DoAsync("account", "enable", "research");
        AssertFailed(await RunAsync("account", "delete", "research"), 1, "The account owns buckets.");
        Assert.Equal(204, (await Server.SendAsync("DELETE", "lab", signer: root)).Status);
        await DoAsync("account", "delete", "research");
        Assert.Equal("", (await DoAsync("account", "ls")).Out);
        AssertFailed(await RunAsync("account", "show", "research"), 1, "There is no such account.");
    }
}
