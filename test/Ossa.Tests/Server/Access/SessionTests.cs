using Ossa.Protocol.Signing;
using Ossa.Tests.Server.Hostile;
using Ossa.Tests.Server.Rpc;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Access;

/// <summary>Sessions of roles: what they may do, by which credentials, and when that ends.</summary>
public sealed class SessionTests : RpcTest
{
    private const string Implicit = "0003-00000001";

    [Fact]
    public async Task A_session_may_do_what_its_role_may_until_it_ends()
    {
        AssertRefused(await Server.SendAsync("GET", Bucket, "a/k", signer: Alice), 403, "AccessDenied", Implicit);
        var session = await AssumeAsync(("DurationSeconds", "900"));
        Assert.Equal("text", (await Server.SendAsync("GET", Bucket, "a/k", signer: session)).Text);
        AssertRefused(
            await Server.SendAsync("PUT", Bucket, "a/k", body: [1], signer: session),
            403,
            "AccessDenied",
            Implicit
        );
        var url = Server.Presign("GET", Bucket, "a/k", expiresSeconds: 3600, signer: session);
        Assert.Equal("text", (await Server.SendRawAsync("GET", url)).Text);
        Server.Time.Advance(TimeSpan.FromSeconds(900));
        AssertRefused(await Server.SendRawAsync("GET", url), 403, "SecurityTokenExpired", "0002-00000007");
        AssertRefused(
            await Server.SendAsync("GET", Bucket, "a/k", signer: session),
            403,
            "SecurityTokenExpired",
            "0002-00000007"
        );
    }

    [Theory]
    [InlineData("V4 header")]
    [InlineData("V4 URL")]
    [InlineData("V1 header")]
    [InlineData("V1 URL")]
    [InlineData("V4 form")]
    [InlineData("V1 form")]
    public async Task A_token_opens_with_its_own_key_alone_however_it_is_presented(string way)
    {
        await AdminAsync("PUT", "roles/policies", ("role", "reader"), ("policy", "AliyunOSSFullAccess"));
        var (one, two) = (await AssumeAsync(), await AssumeAsync());
        Assert.InRange((await SendAsync(way, one)).Status, 200, 204);
        await AssertTokenAsync(null, "InvalidAccessKeyId", "0002-00000003");
        await AssertTokenAsync(two.SecurityToken, "AccessKeyIdAndSecurityTokenNotMatch", "0002-00000004");
        foreach (
            var token in (string[])
                [
                    one.SecurityToken![..^4] + "AAAA",
                    one.SecurityToken.Insert(8, " "),
                    "none",
                    new('A', 400),
                    new('A', 9000),
                ]
        )
        {
            await AssertTokenAsync(token, "InvalidSecurityToken", "0002-00000006");
        }

        var lasting = await SendAsync(way, Alice with { SecurityToken = one.SecurityToken });
        AssertRefused(lasting, 403, "InvalidSecurityToken", "0002-00000006");
        Assert.Equal("SignatureDoesNotMatch", (await SendAsync(way, one with { Secret = two.Secret })).Code);
        Server.Time.Advance(TimeSpan.FromSeconds(3600));
        await AssertTokenAsync(one.SecurityToken, "SecurityTokenExpired", "0002-00000007");

        async Task AssertTokenAsync(string? token, string code, string ec) =>
            AssertRefused(await SendAsync(way, one with { SecurityToken = token }), 403, code, ec);
    }

    [Fact]
    public async Task A_token_of_another_server_opens_nothing()
    {
        await using var other = await TestServer.StartAsync();
        var session = await AssumeAsync();
        await other.SendAsync("PUT", Bucket);
        var answer = await other.SendAsync("GET", Bucket, "a/k", signer: session);
        AssertRefused(answer, 403, "InvalidSecurityToken", "0002-00000006");
    }

    [Fact]
    public async Task A_session_neither_administers_nor_makes_links_whatever_its_role_may()
    {
        await AdminAsync("PUT", "roles/policies", ("role", "reader"), ("policy", "AliyunOSSFullAccess"));
        var session = await AssumeAsync();
        foreach (var path in (string[])["admin/v1/users", "admin/v1/keyring"])
        {
            var answer = await Server.SendAsync("POST", "-", path, signer: session);
            AssertRefused(answer, 403, "AccessDenied", "0003-00000202");
        }

        foreach (var method in (string[])["GET", "POST", "PUT", "DELETE"])
        {
            var answer = await Server.SendAsync(method, "-", "admin/v1/links", signer: session);
            AssertRefused(answer, 403, "AccessDenied", null);
            Assert.Equal(
                "A session has no links. Sign with the key of a user or of the account.",
                answer.Element("Message")
            );
        }
    }

    [Fact]
    public async Task What_becomes_of_a_role_holds_for_its_sessions_at_the_next_request()
    {
        var session = await AssumeAsync();
        await AdminAsync("DELETE", "roles/policies", ("role", "reader"), ("policy", "AliyunOSSReadOnlyAccess"));
        AssertRefused(await Server.SendAsync("GET", Bucket, "a/k", signer: session), 403, "AccessDenied", Implicit);
        await AdminAsync("DELETE", "roles", ("name", "reader"));
        AssertRefused(
            await Server.SendAsync("GET", Bucket, "a/k", signer: session),
            403,
            "InvalidSecurityToken",
            "0002-00000006"
        );
    }

    [Fact]
    public async Task The_policy_of_a_session_bounds_it_and_gives_nothing()
    {
        var bound =
            """{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "oss:*", "Resource": "acs:oss:*:*:test-bucket/a/*"}]}""";
        await PutAsync("b", Utf8("other"));
        var session = await AssumeAsync(("Policy", bound));
        Assert.Equal(200, (await Server.SendAsync("GET", Bucket, "a/k", signer: session)).Status);
        AssertRefused(await Server.SendAsync("GET", Bucket, "b", signer: session), 403, "AccessDenied", null);
        AssertRefused(
            await Server.SendAsync("PUT", Bucket, "a/k", body: [1], signer: session),
            403,
            "AccessDenied",
            Implicit
        );
    }

    [Fact]
    public async Task The_policy_of_a_bucket_speaks_of_sessions_by_their_names()
    {
        var session = await AssumeAsync();
        var policy =
            $$"""{"Version": "1", "Statement": [{"Effect": "Allow", "Principal": "arn:sts::{{Account}}:assumed-role/reader/build", "Action": "oss:PutObject", "Resource": "*"}]}""";
        await Server.SendAsync("PUT", Bucket, query: [H("policy", "")], body: Utf8(policy));
        Assert.Equal(200, (await Server.SendAsync("PUT", Bucket, "c", body: [1], signer: session)).Status);
        Assert.Equal(403, (await Server.SendAsync("PUT", Bucket, "c", body: [1], signer: Alice)).Status);
    }

    private Task<WireResponse> SendAsync(string way, AccessKey key)
    {
        var signed = SignedMessage.Of(way, key, Server.Time.GetUtcNow(), Bucket, "a/k", Server.Host);
        return Server.SendRawAsync(signed.Method, signed.Target, signed.Headers, signed.Body);
    }
}
