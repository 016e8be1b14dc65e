using System.Net;
using Ossa.Client;
using Ossa.Client.Credentials;
using Ossa.Protocol.Signing;
using Ossa.Tests.Server;
using Ossa.Tests.Server.Rpc;
using Xunit;

namespace Ossa.Tests.Client.Scenes;

/// <summary>Sessions of roles by the client library, against a real server in this process.</summary>
public sealed class SessionSceneTests : RpcTest
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private AssumeRoleOptions Reader => new($"acs:ram::{Account}:role/reader", "build");

    [Fact]
    public async Task A_client_goes_on_through_sessions_that_are_renewed_in_time()
    {
        using var provider = new AssumeRoleCredentialsProvider(Options(Alice), Reader);
        using var client = new OssClient(Options(TestServer.Key) with { Credentials = provider });
        var first = (await provider.GetAsync(Cancel))!;
        Assert.Equal(4, (await client.HeadObjectAsync(Bucket, "a/k", cancellationToken: Cancel)).ContentLength);
        Server.Time.Advance(TimeSpan.FromMinutes(54));
        Assert.Equal(first, await provider.GetAsync(Cancel));
        Server.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(4, (await client.HeadObjectAsync(Bucket, "a/k", cancellationToken: Cancel)).ContentLength);
        var second = (await provider.GetAsync(Cancel))!;
        Assert.NotEqual(first.Id, second.Id);
        Assert.InRange(
            second.ExpiresAt!.Value - first.ExpiresAt!.Value,
            TimeSpan.FromMinutes(55),
            TimeSpan.FromHours(1)
        );
    }

    [Fact]
    public async Task All_who_ask_at_once_get_one_session()
    {
        using var provider = new AssumeRoleCredentialsProvider(Options(Alice), Reader);
        var keys = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => provider.GetAsync(Cancel).AsTask()));
        Assert.Single(keys.Distinct());
    }

    [Fact]
    public async Task While_no_session_can_be_begun_the_present_one_goes_on_for_as_long_as_it_lasts()
    {
        using var provider = new AssumeRoleCredentialsProvider(Options(Alice), Reader);
        var first = await provider.GetAsync(Cancel);
        await AdminAsync("PUT", "roles/trust", ("name", "reader"), ("document", Trust("user/bob")));
        Server.Time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(first, await provider.GetAsync(Cancel));
        Server.Time.Advance(TimeSpan.FromMinutes(1));
        var refused = await Assert.ThrowsAsync<OssServiceException>(async () => await provider.GetAsync(Cancel));
        Assert.Equal((HttpStatusCode.Forbidden, "NoPermission"), (refused.Status, refused.Code));
        await AdminAsync("PUT", "roles/trust", ("name", "reader"), ("document", Trust("user/alice")));
        Assert.NotEqual(first, await provider.GetAsync(Cancel));
    }

    [Fact]
    public async Task A_signed_url_says_that_it_ends_with_its_session()
    {
        using var provider = new AssumeRoleCredentialsProvider(
            Options(Alice),
            Reader with
            {
                Duration = TimeSpan.FromMinutes(15),
            }
        );
        using var client = new OssClient(Options(TestServer.Key) with { Credentials = provider });
        var signed = await client.PresignAsync(HttpMethod.Get, Bucket, "a/k", TimeSpan.FromDays(1), null, Cancel);
        Assert.InRange(signed.Expiration - signed.SignedAt, TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15));
        var target = signed.ToUri().PathAndQuery;
        Assert.Equal(200, (await Server.SendRawAsync("GET", target)).Status);
        Server.Time.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(403, (await Server.SendRawAsync("GET", target)).Status);
    }

    [Fact]
    public async Task The_policy_and_the_external_id_of_a_session_are_sent_along()
    {
        using var sts = new StsClient(Options(Alice));
        var bound =
            """{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "oss:*", "Resource": "acs:oss:*:*:none"}]}""";
        var role = await sts.AssumeRoleAsync(Reader with { Policy = bound, ExternalId = "ex" }, Cancel);
        Assert.Equal($"acs:ram::{Account}:role/reader/build", role.Arn);
        Assert.Equal(403, (await Server.SendAsync("GET", Bucket, "a/k", signer: role.Key)).Status);
        Assert.Equal("RAMUser", (await sts.GetCallerIdentityAsync(Cancel)).IdentityType);
    }

    private OssClientOptions Options(AccessKey key) =>
        new()
        {
            Endpoint = Server.Url.ToString(),
            Credentials = new StaticCredentialsProvider(key),
            Clock = Server.Time,
            MaxAttempts = 1,
        };
}
