using Ossa.Protocol.Signing;
using Xunit;

namespace Ossa.Tests.Commands;

/// <summary>Users, keys, groups and policies from the command line: all that is needed to give somebody a part of a bucket.</summary>
public sealed class UserCommandsTests : CommandTest
{
    private const string Reading =
        """{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "oss:GetObject", "Resource": "acs:oss:*:*:test-bucket/a/*"}]}""";

    [Fact]
    public async Task A_user_is_given_a_key_and_a_policy_and_loses_them_again()
    {
        await PutAsync("a/k");
        await DoAsync("user", "create", "alice");
        var key = await NewKeyAsync("alice");
        Assert.EndsWith(" active never-used\n", (await DoAsync("key", "ls", "alice")).Out, StringComparison.Ordinal);
        Assert.Equal(403, (await Server.SendAsync("GET", Bucket, "a/k", signer: key)).Status);
        await DoAsync("policy", "put", "read-a", MakeFile("policy.json", Reading));
        await DoAsync("policy", "attach", "read-a", "--user", "alice");
        Assert.Equal(200, (await Server.SendAsync("GET", Bucket, "a/k", signer: key)).Status);
        Assert.Equal(Reading + "\n", (await DoAsync("policy", "show", "read-a")).Out);
        Assert.Equal(
            [
                "AliyunOSSFullAccess",
                "AliyunOSSReadOnlyAccess",
                "AliyunRAMFullAccess",
                "AliyunRAMReadOnlyAccess",
                "AliyunSTSAssumeRoleAccess",
                "read-a",
            ],
            Lines(await DoAsync("policy", "ls"))
        );
        Assert.Contains(" policies=read-a", (await DoAsync("user", "ls")).Out, StringComparison.Ordinal);

        var now = Server.Time.GetUtcNow();
        Assert.EndsWith(
            $" active last-used={now:yyyy-MM-dd'T'HH:mm:ss'Z'} service=Oss user=alice",
            Assert.Single(Lines(await DoAsync("key", "show", key.Id))),
            StringComparison.Ordinal
        );
        await DoAsync("key", "disable", key.Id);
        Assert.EndsWith(
            $" disabled last-used={now:yyyy-MM-dd'T'HH:mm:ss'Z'} service=Oss",
            Assert.Single(Lines(await DoAsync("key", "ls", "alice"))),
            StringComparison.Ordinal
        );
        Assert.Equal(403, (await Server.SendAsync("GET", Bucket, "a/k", signer: key)).Status);
        await DoAsync("key", "enable", key.Id);
        Assert.Equal(200, (await Server.SendAsync("GET", Bucket, "a/k", signer: key)).Status);

        AssertFailed(await RunAsync("user", "rm", "alice"), 1, "The user has access keys.");
        AssertFailed(await RunAsync("policy", "rm", "read-a"), 1, "attached to users, groups or roles");
        await DoAsync("policy", "detach", "read-a", "--user", "alice");
        await DoAsync("policy", "rm", "read-a");
        await DoAsync("key", "rm", key.Id);
        await DoAsync("user", "rm", "alice");
        Assert.Equal("", (await DoAsync("user", "ls")).Out);
    }

    [Fact]
    public async Task A_group_shares_its_policies()
    {
        await PutAsync("k");
        await DoAsync("user", "create", "alice");
        var key = await NewKeyAsync("alice");
        await DoAsync("group", "create", "readers");
        await DoAsync("policy", "attach", "AliyunOSSReadOnlyAccess", "--group", "readers");
        await DoAsync("group", "add", "readers", "alice");
        Assert.Equal(200, (await Server.SendAsync("GET", Bucket, "k", signer: key)).Status);
        Assert.Equal(["readers policies=AliyunOSSReadOnlyAccess"], Lines(await DoAsync("group", "ls")));
        AssertFailed(await RunAsync("group", "rm", "readers"), 1, "Users are in this group.");
        await DoAsync("group", "remove", "readers", "alice");
        Assert.Equal(403, (await Server.SendAsync("GET", Bucket, "k", signer: key)).Status);
        await DoAsync("group", "rm", "readers");
    }

    [Fact]
    public async Task Mistakes_are_one_line_each()
    {
        AssertFailed(await RunAsync("user", "create", "a/b"), 1, "The name of a user has");
        AssertFailed(await RunAsync("key", "create", "nobody"), 1, "There is no such user. nobody");
        AssertFailed(await RunAsync("policy", "put", "p", MakeFile("bad.json", "{}")), 1, "Version is no string.");
        var huge = MakeFile("huge.json", new string(' ', 6 * 1024 + 1));
        AssertFailed(await RunAsync("policy", "put", "p", huge), 1, "too long for a policy");
        AssertFailed(await RunAsync("policy", "attach", "p"), 2, "one of --user, --group and --role");
    }

    private async Task<AccessKey> NewKeyAsync(string user)
    {
        var lines = Lines(await DoAsync("key", "create", user));
        return new AccessKey(lines[0]["OSS_ACCESS_KEY_ID=".Length..], lines[1]["OSS_ACCESS_KEY_SECRET=".Length..]);
    }

    private static string[] Lines(CommandLine.CommandRun run) => run.Out.TrimEnd().Split('\n');
}
