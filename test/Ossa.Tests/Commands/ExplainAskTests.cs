using Ossa.Protocol.Signing;
using Ossa.Tests.CommandLine;
using Ossa.Tests.Server;
using Xunit;

namespace Ossa.Tests.Commands;

/// <summary><c>ossa explain</c> where it asks the server.</summary>
public sealed class ExplainAskTests : CommandTest
{
    [Fact]
    public async Task The_server_says_what_it_would_answer()
    {
        await PutAsync("k", [1]);
        var good = await DoAsync("explain", $"http://{Server.Host}{Server.Presign("GET", Bucket, "k")}", "--ask");
        Assert.Contains("The signature is right, for GET.", good.Out, StringComparison.Ordinal);
        Assert.EndsWith(
            "The server would let it in now, as GetObject.\nPermission: owner.\n",
            good.Out,
            StringComparison.Ordinal
        );

        var missing = await DoAsync("explain", $"http://{Server.Host}{Server.Presign("GET", Bucket, "K")}", "--ask");
        Assert.Contains("The server would say now: NoSuchKey", missing.Out, StringComparison.Ordinal);

        var late = await DoAsync(
            "explain",
            $"http://{Server.Host}{Server.Presign("PUT", Bucket, "k")}",
            "--ask",
            "--method",
            "PUT",
            "--header",
            "Content-Type:a/b"
        );
        Assert.Matches("! >  header +content-type:a/b\n", late.Out);
        Assert.All(
            late.Out.Split('\n'),
            line => Assert.DoesNotContain(TestServer.Key.Secret, line, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_request_is_found_by_its_id()
    {
        var refused = await Server.SendRawAsync("GET", $"/{Bucket}/k");
        var id = refused["x-oss-request-id"]!;
        CommandRun run;
        do
        {
            run = await RunAsync("explain", id);
        } while (run.ExitCode != 0);

        Assert.Matches("operation +GetObject\n", run.Out);
        Assert.Matches("error +AccessDenied \\(EC 0003-00000001\\)\n", run.Out);
        Assert.Matches("\n  permission +cause\n", run.Out);
        Assert.Contains("a URL never gives more than its signer may do", run.Out, StringComparison.Ordinal);
        AssertFailed(await RunAsync("explain", new string('0', 24)), 1, "has no request of this id");
    }

    [Theory]
    [InlineData("GET", "k", "?Expires=1&OSSAccessKeyId=none&Signature=AAAAAAAAAAAAAAAAAAAAAAAAAAA%3D", "GetObject")]
    [InlineData("PUT", "k", "?x-oss-signature-version=OSS4-HMAC-SHA256", "PutObject")]
    [InlineData(
        "GET",
        null,
        "?acl&Expires=1&OSSAccessKeyId=none&Signature=AAAAAAAAAAAAAAAAAAAAAAAAAAA%3D",
        "GetBucketAcl"
    )]
    public async Task What_was_asked_for_is_known_of_requests_that_nobody_signed_right(
        string method,
        string? key,
        string query,
        string operation
    )
    {
        var refused = await Server.SendRawAsync(method, $"/{Bucket}/{key}{query}");
        Assert.InRange(refused.Status, 400, 403);
        CommandRun run;
        do
        {
            run = await RunAsync("explain", refused["x-oss-request-id"]!);
        } while (run.ExitCode != 0);

        Assert.Matches($"operation +{operation}\n", run.Out);
        Assert.Contains("The request was refused.\n", run.Out, StringComparison.Ordinal);
        Assert.Matches("\n  permission +not checked\n", run.Out);
    }

    [Fact]
    public async Task What_only_the_server_is_told_needs_it() =>
        AssertFailed(await RunAsync("explain", "http://h/b/k?Signature=1", "--from", "10.0.0.1"), 2, "--ask");
}
