using Xunit;

namespace Ossa.Tests.Commands;

public sealed class LsCommandTests : CommandTest
{
    private const string Enabled = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await PutAsync("a.txt", Utf8("12345"));
        await PutAsync("dir/b.txt", Utf8("1"));
        await PutAsync("dir/sub/c.txt", Utf8("12"));
    }

    [Fact]
    public async Task Objects_are_listed_with_size_and_etag_and_summed_up()
    {
        var run = await DoAsync("ls", $"oss://{Bucket}");

        Assert.Matches("   5  Standard +827CCB0EEA8A706C4C34A16891F84E7B +oss://test-bucket/a.txt\n", run.Out);
        Assert.EndsWith("3 objects, 8 B\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_are_aligned()
    {
        var run = await DoAsync("ls", $"oss://{Bucket}");

        var starts = run.Out.Split('\n')[1..4].Select(line => line.IndexOf("oss://", StringComparison.Ordinal));
        Assert.Single(starts.Distinct());
    }

    [Fact]
    public async Task On_a_terminal_that_is_not_wide_there_is_room_for_names()
    {
        await Server.SendAsync("PUT", Bucket, query: [H("versioning", "")], body: Utf8(Enabled));
        await PutAsync("a.txt", Utf8("123456"));
        foreach (
            var flags in (string[][])
                [
                    [],
                    ["-d"],
                    ["--all-versions"],
                ]
        )
        {
            string[] args = ["ls", .. flags, $"oss://{Bucket}"];
            var narrow = await NewRun(columns: 80).RunAsync(args);
            Assert.All(narrow.Out.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
            Assert.Contains(Address("a.txt"), narrow.Out, StringComparison.Ordinal);
            Assert.Equal((await DoAsync(args)).Out, (await NewRun(columns: 200).RunAsync(args)).Out);
        }

        Assert.All(
            (await NewRun(columns: 80).RunAsync("ls")).Out.Split('\n'),
            line => Assert.InRange(line.Length, 0, 80)
        );
    }

    [Fact]
    public async Task Short_means_names_alone()
    {
        var run = await DoAsync("ls", "--short", $"oss://{Bucket}/dir/");

        Assert.Equal($"{Address("dir/b.txt")}\n{Address("dir/sub/c.txt")}\n", run.Out);
    }

    [Fact]
    public async Task One_level_shows_folders()
    {
        var run = await DoAsync("ls", "-d", "-s", $"oss://{Bucket}");
        var total = await DoAsync("ls", "-d", $"oss://{Bucket}");

        Assert.Equal($"{Address("dir/")}\n{Address("a.txt")}\n", run.Out);
        Assert.EndsWith("1 object, 5 B, 1 folder\n", total.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_cannot_forge_a_line()
    {
        await PutAsync("evil\n\u001b[2J/oss://x");

        var run = await DoAsync("ls", "-s", $"oss://{Bucket}/evil");

        Assert.Equal($"{Address("evil\\u000A\\u001B[2J/oss://x")}\n", run.Out);
    }

    [Fact]
    public async Task A_missing_bucket_is_told()
    {
        var run = await RunAsync("ls", "oss://no-such-bucket");
        AssertFailed(run, 1, "NoSuchBucket");
        Assert.Equal("", run.Out);
    }

    [Fact]
    public async Task More_than_a_page_is_listed()
    {
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 1001),
            TestContext.Current.CancellationToken,
            async (i, _) => await PutAsync($"many/{i:0000}")
        );

        var run = await DoAsync("ls", $"oss://{Bucket}/many/");

        Assert.EndsWith("1001 objects, 2.9 KiB\n", run.Out, StringComparison.Ordinal);
    }
}
