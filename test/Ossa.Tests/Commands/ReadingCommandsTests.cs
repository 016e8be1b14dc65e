using Ossa.Tests.CommandLine;
using Xunit;

namespace Ossa.Tests.Commands;

public sealed class ReadingCommandsTests : CommandTest
{
    [Fact]
    public async Task Stat_shows_what_the_server_tells_of_an_object()
    {
        await PutAsync("a.txt", Utf8("12345"), H("x-oss-meta-color", "blue"));

        var run = await DoAsync("stat", Address("a.txt"));

        Assert.Matches("acl +default\n", run.Out);
        Assert.Matches("Content-Length +5\n", run.Out);
        Assert.Matches("x-oss-meta-color +blue\n", run.Out);
        Assert.Matches("ETag +\"827CCB0EEA8A706C4C34A16891F84E7B\"\n", run.Out);
        Assert.DoesNotContain("x-oss-request-id", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stat_shows_a_bucket()
    {
        var run = await DoAsync("stat", $"oss://{Bucket}");

        Assert.Matches($"name +{Bucket}\n", run.Out);
        Assert.Matches("location +oss-cn-hangzhou\n", run.Out);
    }

    [Theory]
    [InlineData("stat")]
    [InlineData("cat")]
    public async Task A_missing_object_is_one_line(string command)
    {
        var run = await RunAsync(command, Address("missing"));

        AssertFailed(run, 1, "NoSuchKey");
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData(null, "0123456789")]
    [InlineData("0-3", "0123")]
    [InlineData("7-", "789")]
    [InlineData("-2", "89")]
    [InlineData("8-99", "89")]
    public async Task Cat_writes_the_bytes_and_nothing_else(string? range, string expected)
    {
        await PutAsync("digits", Utf8("0123456789"));

        var run = await DoAsync(
            range is null ? ["cat", Address("digits")] : ["cat", Address("digits"), $"--range={range}"]
        );

        Assert.Equal(Utf8(expected), run.OutBytes);
        Assert.Empty(run.Error);
    }

    [Theory]
    [InlineData("9-1")]
    [InlineData("-")]
    [InlineData("5")]
    [InlineData("a-b")]
    public async Task Cat_refuses_what_is_no_range(string range) =>
        AssertFailed(await RunAsync("cat", Address("k"), $"--range={range}"), 2, "no range of bytes");

    [Fact]
    public async Task Without_credentials_only_what_is_public_can_be_read()
    {
        await PutAsync("private");
        await PutAsync("public", Utf8("hello"), H("x-oss-object-acl", "public-read"));
        var anonymous = new CommandRun { Clock = Server.Time };
        var refused = new CommandRun { Clock = Server.Time };

        await anonymous.RunAsync("cat", "-e", Server.Url.ToString(), Address("public"));
        await refused.RunAsync("cat", "-e", Server.Url.ToString(), Address("private"));

        Assert.Equal("hello", anonymous.Out);
        AssertFailed(refused, 1, "AccessDenied");
    }
}
