using Xunit;

namespace Ossa.Tests.Commands;

/// <summary>What commands do with versions and with unfinished uploads.</summary>
public sealed class VersionCommandsTests : CommandTest
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await DoAsync("versioning", $"oss://{Bucket}", "enabled");
        await PutAsync("a", Utf8("old"));
        await PutAsync("a", Utf8("newer"));
        await PutAsync("ab", Utf8("other"));
    }

    [Fact]
    public async Task The_state_of_versioning_is_shown_and_set()
    {
        Assert.Equal("enabled\n", (await DoAsync("versioning", $"oss://{Bucket}")).Out);
        await DoAsync("versioning", $"oss://{Bucket}", "suspended");
        Assert.Equal("suspended\n", (await DoAsync("versioning", $"oss://{Bucket}")).Out);
        Assert.Equal(200, (await Server.SendAsync("PUT", "other-bucket")).Status);
        Assert.Equal("never enabled\n", (await DoAsync("versioning", "oss://other-bucket")).Out);
        Assert.Equal(2, (await RunAsync("versioning", $"oss://{Bucket}", "on")).ExitCode);
        AssertFailed(await RunAsync("versioning", Address("a")), 2, "names an object");
    }

    [Fact]
    public async Task All_versions_are_listed_with_delete_markers_in_columns()
    {
        await DoAsync("rm", "-f", Address("a"));
        var lines = (await DoAsync("ls", "--all-versions", Address("a"))).Out.TrimEnd('\n').Split('\n');
        Assert.Equal("3 versions, 13 B, 1 delete marker", lines[^1]);
        Assert.Matches(" deleted  latest +[^ ]+ +oss://test-bucket/a$", lines[1]);
        Assert.Matches(" 5 +[^ ]+ +oss://test-bucket/a$", lines[2]);
        Assert.Matches(" 3 +[^ ]+ +oss://test-bucket/a$", lines[3]);
        Assert.Single(
            lines[..^1].Select(line => line.IndexOf("oss://", StringComparison.Ordinal)).Where(i => i > 0).Distinct()
        );
    }

    [Fact]
    public async Task A_version_is_read_copied_described_and_deleted_by_its_id()
    {
        var old = await OldVersionAsync();
        Assert.Equal("old", (await DoAsync("cat", Address("a"), "--version-id", old)).Out);
        Assert.Contains(old, (await DoAsync("stat", Address("a"), "--version-id", old)).Out, StringComparison.Ordinal);
        await DoAsync("cp", Address("a"), InFolder("a.txt"), "--version-id", old);
        Assert.Equal("old", await File.ReadAllTextAsync(InFolder("a.txt"), TestContext.Current.CancellationToken));
        await DoAsync("cp", Address("a"), Address("a"), "--version-id", old);
        Assert.Equal("old", await ReadObjectAsync("a"));
        await DoAsync("rm", "-f", Address("a"), "--version-id", old);
        AssertFailed(await RunAsync("cat", Address("a"), "--version-id", old), 1, "version");
        Assert.Equal("old", await ReadObjectAsync("a"));
    }

    [Fact]
    public async Task All_versions_of_a_key_are_deleted_and_of_no_other()
    {
        await DoAsync("rm", "-f", Address("a"));
        var run = await NewRun(answer: "y\n", isTerminal: true).RunAsync("rm", "--all-versions", Address("a"));
        Assert.Contains($"Delete all VERSIONS of {Address("a")}?", run.Error, StringComparison.Ordinal);
        Assert.Contains("Deleted 3 versions.", run.Error, StringComparison.Ordinal);
        var left = (await DoAsync("ls", "-s", "--all-versions", $"oss://{Bucket}")).Out;
        Assert.Matches($"^[^ ]+ {Address("ab")}\n$", left);
        await DoAsync("rm", "-rf", "--all-versions", $"oss://{Bucket}");
        await DoAsync("rb", $"oss://{Bucket}");
    }

    [Fact]
    public async Task Unfinished_uploads_are_listed_and_aborted()
    {
        foreach (var key in (string[])["big", "big", "bigger"])
        {
            Assert.Equal(200, (await Server.SendAsync("POST", Bucket, key, [new("uploads", "")])).Status);
        }

        var lines = (await DoAsync("ls", "-m", $"oss://{Bucket}")).Out.TrimEnd('\n').Split('\n');
        Assert.Equal("3 uploads", lines[^1]);
        Assert.Matches("[0-9A-F]{32} +oss://test-bucket/big$", lines[1]);
        Assert.Contains(
            "Deleted 2 uploads.",
            (await DoAsync("rm", "-mf", Address("big"))).Error,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Deleted 1 upload.",
            (await DoAsync("rm", "-mrf", Address("big"))).Error,
            StringComparison.Ordinal
        );
        Assert.Equal("", (await DoAsync("ls", "-m", "-s", $"oss://{Bucket}")).Out);
        Assert.Equal("newer", await ReadObjectAsync("a"));
    }

    [Fact]
    public async Task Flags_that_do_not_go_together_are_refused()
    {
        AssertFailed(await RunAsync("rm", "-f", "-m", "--all-versions", Address("a")), 2, "do not go together");
        AssertFailed(await RunAsync("rm", "-f", "-r", "--version-id", "null", Address("a")), 2, "--version-id");
        AssertFailed(await RunAsync("rm", "-f", "--all-versions", $"oss://{Bucket}"), 2, "Name the object");
        AssertFailed(await RunAsync("ls", "-m", "--all-versions", $"oss://{Bucket}"), 2, "do not go together");
        AssertFailed(await RunAsync("ls", "--all-versions"), 2, "Name the bucket");
        AssertFailed(await RunAsync("cp", "-r", "--version-id", "null", $"oss://{Bucket}/", Folder), 2, "--version-id");
        AssertFailed(await RunAsync("cp", "--version-id", "null", MakeFile("f", "x"), Address("a")), 2, "--version-id");
        Assert.Equal("newer", await ReadObjectAsync("a"));
    }

    private async Task<string> OldVersionAsync()
    {
        var lines = (await DoAsync("ls", "-s", "--all-versions", Address("a"))).Out.Split('\n');
        return lines[1].Split(' ')[0];
    }
}
