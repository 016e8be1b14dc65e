using Xunit;

namespace Ossa.Tests.Commands;

/// <summary>Roles from the command line.</summary>
public sealed class RoleCommandTests : CommandTest
{
    private const string Trust =
        """{"Version": "1", "Statement": [{"Effect": "Allow", "Principal": {"RAM": "acs:ram::1:root"}, "Action": "sts:AssumeRole"}]}""";

    [Fact]
    public async Task A_role_is_made_shown_changed_and_deleted()
    {
        var trust = MakeFile("trust.json", Trust);
        await DoAsync("role", "create", "uploader", trust, "--description", "For the builds", "--max-session", "7200");
        var shown = (await DoAsync("role", "show", "uploader")).Out.TrimEnd('\n').Split('\n');
        Assert.StartsWith("uploader 3", shown[0], StringComparison.Ordinal);
        Assert.EndsWith(" max-session=7200", shown[0], StringComparison.Ordinal);
        Assert.Equal(["For the builds", Trust], shown[1..]);

        await DoAsync("role", "attach", "uploader", "AliyunOSSFullAccess");
        Assert.EndsWith(" policies=AliyunOSSFullAccess\n", (await DoAsync("role", "ls")).Out, StringComparison.Ordinal);
        AssertFailed(await RunAsync("role", "rm", "uploader"), 1, "Policies are attached to this role.");
        await DoAsync("role", "detach", "uploader", "AliyunOSSFullAccess");

        var changed = Trust.Replace("root", "user/alice", StringComparison.Ordinal);
        await DoAsync("role", "trust", "uploader", MakeFile("changed.json", changed));
        Assert.EndsWith(changed + "\n", (await DoAsync("role", "show", "uploader")).Out, StringComparison.Ordinal);
        await DoAsync("role", "rm", "uploader");
        Assert.Equal("", (await DoAsync("role", "ls")).Out);
    }

    [Fact]
    public async Task What_is_no_role_is_refused_with_the_reason()
    {
        var trust = MakeFile("trust.json", Trust);
        AssertFailed(await RunAsync("role", "create", "a/b", trust), 1, "The name of a role");
        AssertFailed(await RunAsync("role", "create", "a", trust, "--max-session", "60"), 1, "3600 to 43200 seconds");
        AssertFailed(await RunAsync("role", "create", "a", MakeFile("none.json", "{}")), 1, "The policy is not valid.");
        AssertFailed(
            await RunAsync("role", "create", "a", MakeFile("long.json", new string(' ', 4097))),
            1,
            "too long for a trust policy"
        );
        AssertFailed(await RunAsync("role", "show", "none"), 1, "There is no such role.");
    }
}
