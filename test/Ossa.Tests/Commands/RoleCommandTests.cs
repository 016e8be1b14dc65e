using Ossa.Tests.CommandLine;
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
        await DoAsync("role", "create", "uploader", trust, "--description", "For the builds", "--max-session", "2h");
        var shown = (await DoAsync("role", "show", "uploader")).Out.TrimEnd('\n').Split('\n');
        Assert.StartsWith("uploader 3", shown[0], StringComparison.Ordinal);
        Assert.EndsWith(" max-session=2h", shown[0], StringComparison.Ordinal);
        Assert.Equal(["For the builds", Trust], shown[1..]);

        await DoAsync("policy", "attach", "AliyunOSSFullAccess", "--role", "uploader");
        Assert.EndsWith(" policies=AliyunOSSFullAccess\n", (await DoAsync("role", "ls")).Out, StringComparison.Ordinal);
        AssertFailed(await RunAsync("role", "rm", "uploader"), 1, "Policies are attached to this role.");
        await DoAsync("policy", "detach", "AliyunOSSFullAccess", "--role", "uploader");

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
        AssertFailed(await RunAsync("role", "create", "a", trust, "--max-session", "long"), 2, "is no duration");
        Assert.Equal(0, (await RunAsync("role", "create", "plain", trust, "--max-session", "7200")).ExitCode);
        Assert.EndsWith(" max-session=2h\n", (await DoAsync("role", "ls")).Out, StringComparison.Ordinal);
        AssertFailed(await RunAsync("role", "create", "a", MakeFile("none.json", "{}")), 1, "The policy is not valid.");
        AssertFailed(
            await RunAsync("role", "create", "a", MakeFile("long.json", new string(' ', 4097))),
            1,
            "too long for a trust policy"
        );
        AssertFailed(await RunAsync("role", "show", "none"), 1, "There is no such role.");
    }

    [Fact]
    public async Task A_session_is_printed_as_variables_with_which_a_url_says_its_true_end()
    {
        await PutAsync("a", Utf8("text"));
        var account = Server.Engine.AccountId;
        var trust = MakeFile("trust.json", Trust.Replace("::1:", $"::{account}:", StringComparison.Ordinal));
        await DoAsync("role", "create", "uploader", trust);
        await DoAsync("policy", "attach", "AliyunOSSFullAccess", "--role", "uploader");
        await DoAsync("user", "create", "alice");
        var allow = """{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "sts:*", "Resource": "*"}]}""";
        await DoAsync("policy", "put", "become", MakeFile("become.json", allow));
        await DoAsync("policy", "attach", "become", "--user", "alice");
        var alice = await Server.Engine.Identities.Keys.CreateAsync("alice", TestContext.Current.CancellationToken);
        var asAlice = NewRun();
        asAlice.Variables["OSS_ACCESS_KEY_ID"] = alice.Key.Id;
        asAlice.Variables["OSS_ACCESS_KEY_SECRET"] = alice.Secret;
        var assumed = await asAlice.RunAsync("role", "assume", "uploader", "--duration", "15m", "--session", "ci");
        Assert.True(assumed.ExitCode == 0, assumed.Error);

        var session = assumed.Out.TrimEnd().Split('\n').Select(line => line.Split('=', 2)).ToList();
        Assert.Equal(
            ["OSS_ACCESS_KEY_ID", "OSS_ACCESS_KEY_SECRET", "OSS_SESSION_TOKEN", "OSSA_SESSION_EXPIRATION"],
            session.Select(line => line[0])
        );
        var signing = await PresignAsync(session);
        Assert.Matches("\\(in (15m|14m59s)\\)", signing.Error);
        Assert.DoesNotContain("earlier", signing.Error, StringComparison.Ordinal);
        var target = new Uri(signing.Out.Trim()).PathAndQuery;
        Assert.Equal("text", (await Server.SendRawAsync("GET", target)).Text);
        Assert.Contains("ends earlier", (await PresignAsync(session[..3])).Error, StringComparison.Ordinal);
        var checkedOne = await PresignAsync(session[..3], "--check");
        Assert.Matches("but ends sooner: .* \\(in (15m|14m59s)\\), with the security token", checkedOne.Error);
        AssertFailed(await PresignAsync([.. session[..3], ["OSSA_SESSION_EXPIRATION", "soon"]]), 1, "is no time");
        Server.Time.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(403, (await Server.SendRawAsync("GET", target)).Status);
        AssertFailed(await PresignAsync(session), 1, "The temporary credentials have ended.");

        Task<CommandRun> PresignAsync(IReadOnlyList<string[]> variables, params string[] more)
        {
            var run = NewRun();
            foreach (var variable in variables)
            {
                run.Variables[variable[0]] = variable[1];
            }

            return run.RunAsync(["presign", Address("a"), "--expires", "1d", .. more]);
        }
    }
}
