using Xunit;

namespace Ossa.Tests.Commands;

/// <summary>The command on a server that is named, which keeps nothing on a disk.</summary>
public sealed class LifecycleServerTests : CommandTest
{
    [Fact]
    public async Task A_server_is_asked_what_its_rules_would_do_and_does_it()
    {
        const string Rules =
            "<LifecycleConfiguration><Rule><ID>r</ID><Prefix>tmp/</Prefix><Status>Enabled</Status>"
            + "<Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>";
        Assert.Equal(
            200,
            (await Server.SendAsync("PUT", Bucket, query: [H("lifecycle", "")], body: Utf8(Rules))).Status
        );
        await PutAsync("tmp/a.txt");
        var address = Server.Url.ToString();
        var due = await DoAsync("lifecycle", "--dry-run", "--after", "3d", "--endpoint", address);
        Assert.StartsWith($"delete: {Address("tmp/a.txt")} (rule r, due ", due.Out, StringComparison.Ordinal);
        Assert.Contains(
            "nothing to do",
            (await DoAsync("lifecycle", "run", "-e", address)).Out,
            StringComparison.Ordinal
        );
        Server.Time.Advance(TimeSpan.FromDays(3));
        Assert.Contains(
            "1 bucket with rules",
            (await DoAsync("lifecycle", "run", "-e", address)).Out,
            StringComparison.Ordinal
        );
        Assert.Equal(404, (await GetAsync("tmp/a.txt")).Status);
        var both = await RunAsync("lifecycle", "run", "-e", address, "--data", Folder);
        AssertFailed(both, 2, "--data names a directory and --endpoint a server");
    }
}
