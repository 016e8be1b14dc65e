using Ossa.Tests.CommandLine;
using Xunit;

namespace Ossa.Tests.Commands;

public sealed class BucketCommandsTests : CommandTest
{
    [Fact]
    public async Task Mb_makes_a_private_bucket_and_says_nothing()
    {
        var run = await DoAsync("mb", "oss://new-bucket");

        Assert.Empty(run.Out);
        var shown = await DoAsync("stat", "oss://new-bucket");
        Assert.Matches("acl +private\n", shown.Out);
    }

    [Fact]
    public async Task Mb_gives_the_bucket_the_list_that_is_asked_for()
    {
        await DoAsync("mb", "oss://new-bucket", "--acl", "public-read");

        var shown = await DoAsync("stat", "oss://new-bucket");
        Assert.Matches("acl +public-read\n", shown.Out);
    }

    [Fact]
    public async Task Mb_leaves_the_list_of_a_bucket_that_exists_as_it_is()
    {
        await DoAsync("mb", "oss://new-bucket", "--acl", "public-read");
        await DoAsync("mb", "oss://new-bucket");

        var shown = await DoAsync("stat", "oss://new-bucket");
        Assert.Matches("acl +public-read\n", shown.Out);
    }

    [Theory]
    [InlineData("mb", "new-bucket")]
    [InlineData("mb", "oss://New_Bucket")]
    [InlineData("mb", "oss://new-bucket/key")]
    [InlineData("mb", "oss://")]
    [InlineData("mb")]
    [InlineData("mb", "oss://new-bucket", "--acl", "secret")]
    [InlineData("rb", "oss://new-bucket/key")]
    [InlineData("rb", "oss://")]
    public async Task What_names_no_bucket_is_wrong_usage(params string[] args) =>
        AssertFailed(await RunAsync(args), 2, "");

    [Fact]
    public async Task Rb_removes_an_empty_bucket()
    {
        await DoAsync("mb", "oss://new-bucket");
        await DoAsync("rb", "oss://new-bucket");

        var list = await DoAsync("ls", "--short");
        Assert.Equal($"oss://{Bucket}\n", list.Out);
    }

    [Fact]
    public async Task Rb_refuses_a_bucket_that_is_not_empty()
    {
        await PutAsync("key");

        AssertFailed(await RunAsync("rb", $"oss://{Bucket}"), 1, "BucketNotEmpty");
    }

    [Fact]
    public async Task Rb_of_a_missing_bucket_fails() =>
        AssertFailed(await RunAsync("rb", "oss://no-such-bucket"), 1, "NoSuchBucket");

    [Fact]
    public async Task Ls_shows_buckets_with_their_region_and_counts_them()
    {
        var run = await DoAsync("ls");

        Assert.Matches($"cn-hangzhou +Standard +oss://{Bucket}\n", run.Out);
        Assert.EndsWith("1 bucket\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_one_line()
    {
        // The pauses between attempts pass in real time only.
        var run = await new CommandRun { Clock = TimeProvider.System }.RunAsync("ls", "-e", "http://127.0.0.1:1");

        AssertFailed(run, 1, "127.0.0.1:1");
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Settings_that_contradict_themselves_end_a_command_before_it_asks_anybody()
    {
        var run = NewRun();
        run.Variables.Remove("OSS_ACCESS_KEY_SECRET");

        AssertFailed(await run.RunAsync("ls"), 1, "OSS_ACCESS_KEY_SECRET is not; set both or neither");
    }
}
