using Xunit;

namespace Ossa.Tests.Commands;

public sealed class RmCommandTests : CommandTest
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await PutAsync("a.txt");
        await PutAsync("dir/b.txt");
        await PutAsync("dir/c.txt");
    }

    [Fact]
    public async Task Force_deletes_without_asking()
    {
        await DoAsync("rm", "-f", Address("a.txt"));

        Assert.Equal(404, (await GetAsync("a.txt")).Status);
    }

    [Fact]
    public async Task Without_a_terminal_and_force_nothing_is_deleted()
    {
        AssertFailed(await RunAsync("rm", Address("a.txt")), 2, "--force");

        Assert.Equal(200, (await GetAsync("a.txt")).Status);
    }

    [Theory]
    [InlineData("y\n", 0, 404)]
    [InlineData("yes\n", 0, 404)]
    [InlineData("n\n", 1, 200)]
    [InlineData("\n", 1, 200)]
    [InlineData("", 1, 200)]
    public async Task On_a_terminal_the_answer_counts(string answer, int exitCode, int statusAfterwards)
    {
        var run = await NewRun(answer: answer, isTerminal: true).RunAsync("rm", Address("a.txt"));

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains($"Delete {Address("a.txt")}? [y/N]", run.Error, StringComparison.Ordinal);
        Assert.Equal(statusAfterwards, (await GetAsync("a.txt")).Status);
    }

    [Fact]
    public async Task Recursive_deletes_what_begins_so_and_nothing_else()
    {
        var run = await DoAsync("rm", "-rf", Address("dir/"));

        Assert.Contains("Deleted 2 objects.", run.Error, StringComparison.Ordinal);
        Assert.Equal($"{Address("a.txt")}\n", (await DoAsync("ls", "-s", $"oss://{Bucket}")).Out);
    }

    [Fact]
    public async Task Recursive_of_a_bucket_asks_for_all()
    {
        var run = await NewRun(answer: "y\n", isTerminal: true).RunAsync("rm", "-r", $"oss://{Bucket}");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"Delete ALL objects of the bucket {Bucket}?", run.Error, StringComparison.Ordinal);
        await DoAsync("rb", $"oss://{Bucket}");
    }

    [Fact]
    public async Task Keys_that_no_list_can_name_are_deleted_too()
    {
        await PutAsync("odd/\u0001\u001f");
        await PutAsync("odd/\r\n");
        await PutAsync("odd/😀");

        await DoAsync("rm", "-rf", Address("odd/"));

        Assert.Empty((await DoAsync("ls", "-s", Address("odd/"))).Out);
    }

    [Fact]
    public async Task A_bucket_without_recursive_is_wrong_usage() =>
        AssertFailed(await RunAsync("rm", "-f", $"oss://{Bucket}"), 2, "Name the object");

    [Fact]
    public async Task A_missing_object_is_no_failure() => await DoAsync("rm", "-f", Address("never"));
}
