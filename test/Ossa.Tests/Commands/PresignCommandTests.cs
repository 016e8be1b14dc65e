using System.Text.Json;
using Ossa.Tests.CommandLine;
using Xunit;

namespace Ossa.Tests.Commands;

public sealed class PresignCommandTests : CommandTest
{
    [Fact]
    public async Task The_url_stands_alone_on_standard_output_and_works()
    {
        await PutAsync("dir/a b+ü.txt", Utf8("hello"));

        var run = await DoAsync("presign", Address("dir/a b+ü.txt"));

        Assert.Single(run.Out.TrimEnd().Split('\n'));
        Assert.Matches("^For GET, until .* \\(in (10m|9m59s)\\)\\.\n$", run.Error);
        var answer = await Server.SendRawAsync("GET", Target(run.Out));
        Assert.Equal(200, answer.Status);
        Assert.Equal(Utf8("hello"), answer.Body);
    }

    [Fact]
    public async Task After_its_time_the_url_is_refused()
    {
        await PutAsync("a");
        var run = await DoAsync("presign", Address("a"), "--expires", "3s");
        Server.Time.Advance(TimeSpan.FromSeconds(4));

        var answer = await Server.SendRawAsync("GET", Target(run.Out));

        AssertRefused(answer, 403, "AccessDenied", "0002-00000236");
    }

    [Theory]
    [InlineData("127.0.0.0/8", 200)]
    [InlineData("127.0.0.1", 200)]
    [InlineData("203.0.113.0/24", 403)]
    [InlineData("2001:db8::/32", 403)]
    public async Task A_url_may_be_for_some_addresses_only(string from, int status)
    {
        await PutAsync("a");
        var run = await DoAsync("presign", Address("a"), "--from", from);
        Assert.Equal(status, (await Server.SendRawAsync("GET", Target(run.Out))).Status);
    }

    [Theory]
    [InlineData("127.0.0.1/33")]
    [InlineData("somewhere")]
    [InlineData("10.1")]
    public async Task What_are_no_addresses_is_wrong_usage(string from)
    {
        var run = await new CommandRun().RunAsync("presign", Address("a"), "--from", from);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"--from {from}: expected a network", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_download_name_comes_back_from_the_server()
    {
        await PutAsync("a");
        var run = await DoAsync("presign", Address("a"), "--download-name", "Bericht ü.pdf");

        var answer = await Server.SendRawAsync("GET", Target(run.Out));

        Assert.Equal(200, answer.Status);
        Assert.Contains("attachment", answer["Content-Disposition"], StringComparison.Ordinal);
        Assert.Contains("Bericht%20%C3%BC.pdf", answer["Content-Disposition"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_that_must_be_sent_are_told_and_count()
    {
        var run = await DoAsync("presign", Address("up"), "--method", "put", "--header", "Content-Type: text/plain");

        Assert.Matches("Send with it exactly: (?i)content-type: text/plain\n", run.Error);
        var without = await Server.SendRawAsync("PUT", Target(run.Out), body: Utf8("x"));
        var with = await Server.SendRawAsync("PUT", Target(run.Out), [H("Content-Type", "text/plain")], Utf8("x"));
        Assert.Equal(403, without.Status);
        Assert.Equal(200, with.Status);
    }

    [Fact]
    public async Task Json_holds_all_of_it()
    {
        var run = await DoAsync("presign", Address("up"), "--method", "PUT", "-H", "content-type:a/b", "--json");

        using var json = JsonDocument.Parse(run.Out);
        var root = json.RootElement;
        Assert.Equal("PUT", root.GetProperty("method").GetString());
        Assert.StartsWith(Server.Url.ToString(), root.GetProperty("url").GetString(), StringComparison.Ordinal);
        Assert.Equal("a/b", root.GetProperty("headers").GetProperty("content-type").GetString());
        var expected = Server.Time.GetUtcNow().AddMinutes(10);
        Assert.Equal(expected, root.GetProperty("expiration").GetDateTimeOffset(), TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData("--expires", "8d")]
    [InlineData("--expires", "0s")]
    [InlineData("--expires", "600")]
    [InlineData("--method", "PATCH")]
    [InlineData("--header", "nonsense")]
    public async Task Bad_values_are_wrong_usage(string option, string value) =>
        AssertFailed(await RunAsync("presign", Address("a"), option, value), 2, value);

    [Fact]
    public async Task Seven_days_are_allowed() => await DoAsync("presign", Address("a"), "--expires", "7d");

    [Fact]
    public async Task Without_credentials_nobody_can_sign()
    {
        var run = await new CommandRun().RunAsync("presign", Address("a"));

        AssertFailed(run, 1, "OSS_ACCESS_KEY_ID");
        Assert.Empty(run.Out);
    }

    [Fact]
    public async Task Explain_finds_the_url_right()
    {
        var url = (await DoAsync("presign", Address("a"), "--download-name", "x.txt")).Out.TrimEnd();

        var run = await DoAsync("explain", url);

        Assert.Contains("The signature is right, for GET.", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("fault", run.Out, StringComparison.Ordinal);
    }

    private string Target(string url) => url.TrimEnd()[Server.Url.GetLeftPart(UriPartial.Authority).Length..];
}
