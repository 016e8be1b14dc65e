using Ossa.Engine.Buckets;
using Xunit;

namespace Ossa.Tests.Commands;

public sealed class DuCommandTests : CommandTest
{
    [Fact]
    public async Task Du_shows_what_each_bucket_holds()
    {
        await PutAsync("a", new byte[1_000]);
        await PutAsync("b", new byte[70_000]);
        Assert.Equal(200, (await Server.SendAsync("PUT", "other-bucket")).Status);
        Assert.Equal(200, (await Server.SendAsync("POST", Bucket, "c", [new("uploads", "")])).Status);

        string[] expected =
        [
            "bytes objects markers uploads parts bucket",
            "0 0 0 0 0 oss://other-bucket",
            $"71000 2 0 1 0 oss://{Bucket}",
        ];
        Assert.Equal(expected, Rows((await DoAsync("du")).Out));
        Assert.Equal([expected[0], expected[2]], Rows((await DoAsync("du", $"oss://{Bucket}")).Out));
    }

    [Fact]
    public async Task Du_counts_below_a_prefix()
    {
        await PutAsync("photos/1", new byte[10]);
        await PutAsync("photos/2", new byte[20]);
        await PutAsync("other", new byte[40]);

        Assert.Equal(
            ["bytes objects prefix", $"30 2 {Address("photos/")}"],
            Rows((await DoAsync("du", Address("photos/"))).Out)
        );
    }

    [Fact]
    public async Task Du_counts_versions_when_asked_to()
    {
        await Server.Engine.Buckets.SetVersioningAsync(
            await Server.Engine.Buckets.GetAsync(Bucket, TestContext.Current.CancellationToken),
            VersioningState.Enabled,
            TestContext.Current.CancellationToken
        );
        await PutAsync("photos/1", new byte[10]);
        await PutAsync("photos/1", new byte[20]);
        await PutAsync("photos/2", new byte[5]);
        Assert.Equal(204, (await Server.SendAsync("DELETE", Bucket, "photos/1")).Status);

        Assert.Equal(
            ["bytes versions markers prefix", $"35 3 1 {Address("photos/")}"],
            Rows((await DoAsync("du", Address("photos/"), "--versions")).Out)
        );
        Assert.Equal(
            ["bytes objects prefix", $"5 1 {Address("photos/")}"],
            Rows((await DoAsync("du", Address("photos/"))).Out)
        );
    }

    [Fact]
    public async Task Du_of_a_bucket_that_is_not_there_fails() =>
        AssertFailed(await RunAsync("du", "oss://no-such-bucket"), 1, "NoSuchBucket");

    /// <summary>The rows with one space between their cells.</summary>
    private static string[] Rows(string output) =>
        [
            .. output
                .TrimEnd('\n')
                .Split('\n')
                .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))),
        ];
}
