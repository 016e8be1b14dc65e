using System.Text.Json;
using Ossa.Tests.CommandLine;
using Xunit;

namespace Ossa.Tests.Commands;

/// <summary>Whether a URL will work is known when it is signed.</summary>
public sealed class PresignCheckTests : CommandTest
{
    private string _id = "";
    private string _secret = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await PutAsync("a");
        await DoAsync("user", "create", "alice");
        var answer = await Server.SendAsync("POST", "-", "admin/v1/keys", [H("user", "alice")]);
        var key = JsonDocument.Parse(answer.Text).RootElement;
        _id = key.GetProperty("key").GetProperty("id").GetString()!;
        _secret = key.GetProperty("secret").GetString()!;
    }

    [Fact]
    public async Task A_url_that_would_be_refused_is_not_made()
    {
        var refused = await AliceAsync("presign", Address("a"), "--check");
        AssertFailed(refused, 1, "would be refused: AccessDenied");
        Assert.Empty(refused.Out);
        // Without the question nobody is asked.
        Assert.Equal(0, (await AliceAsync("presign", Address("a"))).ExitCode);
        AssertFailed(await RunAsync("presign", Address("missing"), "--check"), 1, "would be refused: NoSuchKey");
    }

    [Fact]
    public async Task A_url_that_is_allowed_is_made_and_its_end_told()
    {
        var mine = await DoAsync("presign", Address("a"), "--check");
        Assert.Contains("allowed (owner), for all of that time", mine.Error, StringComparison.Ordinal);
        Assert.Equal(200, (await Server.SendRawAsync("GET", new Uri(mine.Out.Trim()).PathAndQuery)).Status);

        await AllowUntilAsync(Server.Time.GetUtcNow().AddMinutes(3));
        var sooner = await AliceAsync("presign", Address("a"), "--check");
        Assert.Equal(0, sooner.ExitCode);
        Assert.Contains("but ends sooner: ", sooner.Error, StringComparison.Ordinal);

        var json = await AliceAsync("presign", Address("a"), "--check", "--json");
        var told = JsonDocument.Parse(json.Out).RootElement;
        Assert.Equal("policy", told.GetProperty("endsBy").GetString());
        Assert.True(told.GetProperty("end").GetDateTimeOffset() < told.GetProperty("expiration").GetDateTimeOffset());
    }

    [Fact]
    public async Task Share_warns_of_a_url_that_gives_less()
    {
        var file = MakeFile("report.txt", "text");
        Assert.DoesNotContain("Warning", (await DoAsync("share", file)).Error, StringComparison.Ordinal);

        await AllowAsync(
            "put",
            """{"Effect": "Allow", "Action": ["oss:PutBucket", "oss:PutObject"], "Resource": "*"}"""
        );
        var refused = await AliceAsync("share", file);
        Assert.Equal(0, refused.ExitCode);
        Assert.Contains("Warning: whoever uses this URL will be refused", refused.Error, StringComparison.Ordinal);

        await AllowUntilAsync(Server.Time.GetUtcNow().AddMinutes(3));
        var sooner = await AliceAsync("share", file);
        Assert.Contains("Warning: Checked: it is allowed, but ends sooner", sooner.Error, StringComparison.Ordinal);
    }

    private Task AllowUntilAsync(DateTimeOffset end) =>
        AllowAsync(
            "until",
            $$$$"""{"Effect": "Allow", "Action": "oss:GetObject", "Resource": "*", "Condition": {"DateLessThan": {"acs:CurrentTime": "{{{{end.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}}}}"}}}"""
        );

    private async Task AllowAsync(string name, string statement)
    {
        var document = $$"""{"Version": "1", "Statement": [{{statement}}]}""";
        await Server.SendAsync("POST", "-", "admin/v1/policies", [H("name", name), H("document", document)]);
        await Server.SendAsync("PUT", "-", "admin/v1/users/policies", [H("user", "alice"), H("policy", name)]);
    }

    private Task<CommandRun> AliceAsync(params string[] args)
    {
        var run = NewRun();
        run.Variables["OSS_ACCESS_KEY_ID"] = _id;
        run.Variables["OSS_ACCESS_KEY_SECRET"] = _secret;
        return run.RunAsync(args);
    }
}
