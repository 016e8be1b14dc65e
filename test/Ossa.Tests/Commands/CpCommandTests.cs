using Xunit;

namespace Ossa.Tests.Commands;

public sealed class CpCommandTests : CommandTest
{
    [Theory]
    [InlineData("", "a.txt")]
    [InlineData("dir/", "dir/a.txt")]
    [InlineData("dir/b.txt", "dir/b.txt")]
    public async Task A_file_goes_up(string target, string key)
    {
        await DoAsync("cp", MakeFile("a.txt", "hello"), Address(target));

        Assert.Equal("hello", await ReadObjectAsync(key));
    }

    [Fact]
    public async Task Standard_input_goes_up()
    {
        var run = await NewRun(input: Utf8("streamed")).RunAsync("cp", "-", Address("stream"));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("streamed", await ReadObjectAsync("stream"));
    }

    [Fact]
    public async Task An_object_comes_down_to_standard_output()
    {
        await PutAsync("a", Utf8("hello"));

        Assert.Equal("hello", (await DoAsync("cp", Address("a"), "-")).Out);
    }

    [Fact]
    public async Task An_object_comes_down_to_a_file_or_into_a_folder()
    {
        await PutAsync("dir/a.txt", Utf8("hello"));

        await DoAsync("cp", Address("dir/a.txt"), InFolder("b.txt"));
        await DoAsync("cp", Address("dir/a.txt"), Folder);
        await DoAsync("cp", Address("dir/a.txt"), InFolder("new") + "/");

        Assert.Equal("hello", File.ReadAllText(InFolder("b.txt")));
        Assert.Equal("hello", File.ReadAllText(InFolder("a.txt")));
        Assert.Equal("hello", File.ReadAllText(InFolder("new", "a.txt")));
    }

    [Fact]
    public async Task A_file_that_exists_is_replaced_only_by_force()
    {
        await PutAsync("a.txt", Utf8("new"));
        var path = MakeFile("a.txt", "old");

        AssertFailed(await RunAsync("cp", Address("a.txt"), path), 1, "--force");
        Assert.Equal("old", File.ReadAllText(path));

        await DoAsync("cp", "-f", Address("a.txt"), path);
        Assert.Equal("new", File.ReadAllText(path));
    }

    [Fact]
    public async Task A_failed_download_leaves_nothing_behind()
    {
        AssertFailed(await RunAsync("cp", Address("missing"), InFolder("a.txt")), 1, "NoSuchKey");

        Assert.Empty(Directory.GetFileSystemEntries(Folder));
    }

    [Fact]
    public async Task An_object_goes_across()
    {
        await PutAsync("a.txt", Utf8("hello"));
        await DoAsync("mb", "oss://other-bucket");

        await DoAsync("cp", Address("a.txt"), "oss://other-bucket/dir/");
        await DoAsync("cp", Address("a.txt"), "oss://other-bucket/b.txt");

        Assert.Equal("hello", (await DoAsync("cat", "oss://other-bucket/dir/a.txt")).Out);
        Assert.Equal("hello", (await DoAsync("cat", "oss://other-bucket/b.txt")).Out);
    }

    [Fact]
    public async Task A_folder_goes_up_and_comes_down_again()
    {
        MakeFile("src/a.txt", "one");
        MakeFile("src/sub/b c+%.txt", "two");
        MakeFile("src/.hidden", "three");

        var up = await DoAsync("cp", "-r", InFolder("src"), Address("backup"));
        var down = await DoAsync("cp", "-r", Address("backup/"), InFolder("back"));

        Assert.Contains("Copied 3 files, 11 B.", up.Error, StringComparison.Ordinal);
        Assert.Contains("Copied 3 files, 11 B.", down.Error, StringComparison.Ordinal);
        Assert.Equal("two", await ReadObjectAsync("backup/sub/b c+%.txt"));
        Assert.Equal("one", File.ReadAllText(InFolder("back", "a.txt")));
        Assert.Equal("two", File.ReadAllText(InFolder("back", "sub", "b c+%.txt")));
        Assert.Equal("three", File.ReadAllText(InFolder("back", ".hidden")));
        Assert.Equal(
            3,
            Directory
                .GetFiles(
                    InFolder("back"),
                    "*",
                    new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }
                )
                .Length
        );
    }

    [Fact]
    public async Task A_prefix_goes_across()
    {
        await PutAsync("dir/a", Utf8("one"));
        await PutAsync("dir/sub/b", Utf8("two"));

        await DoAsync("cp", "-r", Address("dir/"), Address("copy"));

        Assert.Equal("one", await ReadObjectAsync("copy/a"));
        Assert.Equal("two", await ReadObjectAsync("copy/sub/b"));
    }

    [Fact]
    public async Task Markers_of_folders_become_folders()
    {
        await PutAsync("dir/", []);
        await PutAsync("dir/empty/", []);

        await DoAsync("cp", "-r", Address("dir/"), InFolder("back"));

        Assert.True(Directory.Exists(InFolder("back", "empty")));
    }

    [Fact]
    public async Task Links_to_folders_are_not_followed_on_the_way_up()
    {
        MakeFile("outside/secret.txt", "secret");
        MakeFile("src/a.txt", "one");
        Directory.CreateSymbolicLink(InFolder("src", "link"), InFolder("outside"));

        await DoAsync("cp", "-r", InFolder("src"), Address("up/"));

        Assert.Equal($"{Address("up/a.txt")}\n", (await DoAsync("ls", "-s", $"oss://{Bucket}")).Out);
    }

    [Fact]
    public async Task One_bad_file_does_not_stop_the_others()
    {
        await PutAsync("dir/a.txt", Utf8("new"));
        await PutAsync("dir/b.txt", Utf8("new"));
        MakeFile("a.txt", "old");

        var run = await RunAsync("cp", "-r", Address("dir/"), Folder);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("a.txt exists already", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("ossa: 1 of 2 files could not be copied.\n", run.Error, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(InFolder("a.txt")));
        Assert.Equal("new", File.ReadAllText(InFolder("b.txt")));
    }

    [Fact]
    public async Task Progress_is_shown_on_a_terminal_alone()
    {
        var path = MakeFile("a.txt", "hello");

        var watched = await NewRun(isTerminal: true).RunAsync("cp", path, Address("a"));
        var unwatched = await RunAsync("cp", path, Address("a"));

        Assert.Contains("5 B", watched.Error, StringComparison.Ordinal);
        Assert.EndsWith("\r\u001b[K", watched.Error, StringComparison.Ordinal);
        Assert.Empty(unwatched.Error);
    }

    [Fact]
    public async Task An_error_on_a_terminal_takes_the_place_of_the_progress()
    {
        var path = MakeFile("a.txt", "hello");

        var run = await NewRun(isTerminal: true).RunAsync("cp", path, "oss://no-such-bucket/");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("\r\u001b[Kossa: NoSuchBucket", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a", "b")]
    [InlineData("-", "oss://test-bucket/")]
    [InlineData("oss://test-bucket/", "x")]
    [InlineData("oss://test-bucket/dir/", "x")]
    [InlineData("oss://", "x")]
    [InlineData("oss://Bad_Name/x", "x")]
    [InlineData("oss://test-bucket/x", "-", "-r")]
    [InlineData("/", "oss://test-bucket/")]
    [InlineData("a")]
    public async Task Contradictions_are_wrong_usage(params string[] args) =>
        AssertFailed(await RunAsync(["cp", .. args]), 2, "");

    [Fact]
    public async Task A_missing_file_is_one_line()
    {
        AssertFailed(await RunAsync("cp", InFolder("none"), Address("a")), 1, "none");
        AssertFailed(await RunAsync("cp", "-r", InFolder("none"), Address("a")), 1, "does not exist");
    }

    [Fact]
    public async Task A_device_is_never_replaced()
    {
        await PutAsync("a");

        AssertFailed(await RunAsync("cp", "-f", Address("a"), "/dev/null"), 1, "/dev/null");
        Assert.Empty(File.ReadAllBytes("/dev/null"));
    }
}
