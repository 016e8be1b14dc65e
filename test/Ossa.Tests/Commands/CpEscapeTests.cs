using Xunit;

namespace Ossa.Tests.Commands;

/// <summary>Keys may hold anything; nothing may be written outside the folder that the user named.</summary>
public sealed class CpEscapeTests : CommandTest
{
    [Theory]
    [InlineData("../escaped")]
    [InlineData("a/../../escaped")]
    [InlineData("a/..")]
    [InlineData("./escaped")]
    [InlineData("/escaped")]
    [InlineData("//escaped")]
    [InlineData("a//escaped")]
    [InlineData("..\\escaped")]
    [InlineData("C:\\escaped")]
    public async Task A_key_that_leads_elsewhere_is_left_out_and_told(string key)
    {
        Assert.Equal(200, (await PutAsync($"dir/{key}", Utf8("evil"))).Status);
        await PutAsync("dir/good", Utf8("good"));

        var run = await RunAsync("cp", "-r", "-f", Address("dir/"), InFolder("target", "deep"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("1 of 2 files could not be copied", run.Error, StringComparison.Ordinal);
        var written = Directory.GetFiles(Folder, "*", SearchOption.AllDirectories);
        Assert.Equal([InFolder("target", "deep", "good")], written);
    }

    [Fact]
    public async Task A_link_in_the_folder_is_not_followed()
    {
        await PutAsync("dir/link/escaped", Utf8("evil"));
        Directory.CreateDirectory(InFolder("outside"));
        Directory.CreateDirectory(InFolder("target"));
        Directory.CreateSymbolicLink(InFolder("target", "link"), InFolder("outside"));

        var run = await RunAsync("cp", "-r", "-f", Address("dir/"), InFolder("target"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("symbolic link", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(InFolder("outside")));
    }

    [Theory]
    [InlineData("dir/..")]
    [InlineData("dir/a\\b")]
    public async Task A_single_object_without_a_safe_name_wants_one(string key)
    {
        await PutAsync(key, Utf8("x"));

        AssertFailed(await RunAsync("cp", Address(key), Folder), 1, "no safe path");
        await DoAsync("cp", Address(key), InFolder("chosen"));

        Assert.Equal("x", File.ReadAllText(InFolder("chosen")));
    }
}
