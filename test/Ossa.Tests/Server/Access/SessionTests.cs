using System.Text.Json;
using Ossa.Protocol.Signing;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Access;

/// <summary>Roles that users assume: who may, what the session may do then, and when that ends.</summary>
public sealed class SessionTests : ServerTest
{
    private const string Implicit = "0003-00000001";

    private AccessKey _alice = null!;
    private int _nonce;

    private string Account => Server.Engine.AccountId;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await PutAsync("a/k", Utf8("text"));
        await AdminAsync("POST", "users", ("name", "alice"));
        var key = JsonDocument.Parse((await AdminAsync("POST", "keys", ("user", "alice"))).Text).RootElement;
        _alice = new AccessKey(
            key.GetProperty("key").GetProperty("id").GetString()!,
            key.GetProperty("secret").GetString()!
        );
        await AdminAsync(
            "POST",
            "roles",
            ("name", "reader"),
            ("document", Trust("user/alice")),
            ("description", "-"),
            ("max-session", "3600")
        );
        await AdminAsync("PUT", "roles/policies", ("role", "reader"), ("policy", "AliyunOSSReadOnlyAccess"));
        var policy =
            """{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "acs:ram::*:role/reader"}]}""";
        await AdminAsync("POST", "policies", ("name", "become-reader"), ("document", policy));
        await AdminAsync("PUT", "users/policies", ("user", "alice"), ("policy", "become-reader"));
    }

    [Fact]
    public async Task A_session_may_do_what_its_role_may_until_it_ends()
    {
        AssertRefused(await Server.SendAsync("GET", Bucket, "a/k", signer: _alice), 403, "AccessDenied", Implicit);
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

    [Fact]
    public async Task A_token_that_is_none_or_anothers_opens_nothing()
    {
        var one = await AssumeAsync();
        var two = await AssumeAsync();
        foreach (var token in (string[])[two.SecurityToken!, one.SecurityToken![..^4] + "AAAA", "none", new('A', 400)])
        {
            var answer = await Server.SendAsync("GET", Bucket, "a/k", signer: one with { SecurityToken = token });
            AssertRefused(answer, 403, "InvalidSecurityToken", "0002-00000006");
        }

        var withoutToken = await Server.SendAsync("GET", Bucket, "a/k", signer: one with { SecurityToken = null });
        AssertRefused(withoutToken, 403, "InvalidAccessKeyId", "0002-00000902");
        var otherSecret = await Server.SendAsync("GET", Bucket, "a/k", signer: one with { Secret = two.Secret });
        Assert.Equal(403, otherSecret.Status);
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
        Assert.Equal(403, (await Server.SendAsync("PUT", Bucket, "c", body: [1], signer: _alice)).Status);
    }

    [Fact]
    public async Task A_role_is_assumed_only_where_caller_and_role_both_allow_it()
    {
        AssertCode(await RpcAsync(TestServer.Key, AssumeParameters()), 403, "NoPermission");
        await AdminAsync("PUT", "roles/trust", ("name", "reader"), ("document", Trust("user/bob")));
        AssertCode(await RpcAsync(_alice, AssumeParameters()), 403, "NoPermission");
        await AdminAsync("PUT", "roles/trust", ("name", "reader"), ("document", Trust("root")));
        Assert.Equal(200, (await RpcAsync(_alice, AssumeParameters())).Status);
        await AdminAsync("DELETE", "users/policies", ("user", "alice"), ("policy", "become-reader"));
        AssertCode(await RpcAsync(_alice, AssumeParameters()), 403, "NoPermission");
    }

    [Theory]
    [InlineData("RoleArn", "reader", "InvalidParameter.RoleArn")]
    [InlineData("RoleArn", "", "MissingRoleArn")]
    [InlineData("RoleSessionName", "a b", "InvalidParameter.RoleSessionName")]
    [InlineData("DurationSeconds", "899", "InvalidParameter.DurationSeconds")]
    [InlineData("DurationSeconds", "3601", "InvalidParameter.DurationSeconds")]
    [InlineData("Policy", "{}", "InvalidParameter.PolicyGrammar")]
    public async Task What_cannot_be_meant_is_refused_by_name(string name, string value, string code) =>
        AssertCode(
            await RpcAsync(_alice, [.. AssumeParameters().Where(p => p.Key != name), new(name, value)]),
            400,
            code
        );

    [Fact]
    public async Task A_request_is_taken_once_in_its_time_and_as_it_was_signed()
    {
        var target = Sign("GET", _alice, AssumeParameters());
        Assert.Equal(200, (await Server.SendRawAsync("GET", "/?" + target)).Status);
        AssertCode(await Server.SendRawAsync("GET", "/?" + target), 400, "SignatureNonceUsed");
        var changed = Sign("GET", _alice, AssumeParameters()).Replace("build", "bulid", StringComparison.Ordinal);
        AssertCode(await Server.SendRawAsync("GET", "/?" + changed), 400, "SignatureDoesNotMatch");
        var late = Sign("GET", _alice, AssumeParameters());
        Server.Time.Advance(TimeSpan.FromMinutes(16));
        AssertCode(await Server.SendRawAsync("GET", "/?" + late), 400, "InvalidTimeStamp.Expired");
        AssertCode(
            await RpcAsync(new AccessKey("OSSUnone", "x"), AssumeParameters()),
            404,
            "InvalidAccessKeyId.NotFound"
        );
        AssertCode(
            await RpcAsync(_alice, [new("Action", "None"), new("Version", "2015-04-01"), new("Format", "JSON")]),
            404,
            "InvalidAction.NotFound"
        );
    }

    [Fact]
    public async Task A_form_is_taken_too_and_xml_is_the_format_that_needs_no_name()
    {
        var parameters = AssumeParameters().Where(p => p.Key != "Format").ToArray();
        var form = Utf8(Sign("POST", _alice, parameters));
        var answer = await Server.SendRawAsync(
            "POST",
            "/",
            headers: [H("Content-Type", "application/x-www-form-urlencoded")],
            body: form
        );
        Assert.Equal(200, answer.Status);
        Assert.Contains("<AssumeRoleResponse><RequestId>", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everybody_is_told_who_they_are()
    {
        var session = await AssumeAsync();
        Assert.Equal("Account", await TypeAsync(TestServer.Key));
        Assert.Equal("RAMUser", await TypeAsync(_alice));
        Assert.Equal("AssumedRoleUser", await TypeAsync(session));

        async Task<string?> TypeAsync(AccessKey key)
        {
            var answer = await RpcAsync(
                key,
                [new("Action", "GetCallerIdentity"), new("Version", "2015-04-01"), new("Format", "JSON")]
            );
            return JsonDocument.Parse(answer.Text).RootElement.GetProperty("IdentityType").GetString();
        }
    }

    private static void AssertCode(WireResponse answer, int status, string code)
    {
        Assert.Equal(status, answer.Status);
        Assert.Equal(code, JsonDocument.Parse(answer.Text).RootElement.GetProperty("Code").GetString());
    }

    private string Trust(string principal) =>
        $$"""{"Version": "1", "Statement": [{"Effect": "Allow", "Principal": {"RAM": "acs:ram::{{Account}}:{{principal}}"}, "Action": "sts:AssumeRole"}]}""";

    private KeyValuePair<string, string>[] AssumeParameters() =>
        [
            new("Action", "AssumeRole"),
            new("Version", "2015-04-01"),
            new("Format", "JSON"),
            new("RoleArn", $"acs:ram::{Account}:role/reader"),
            new("RoleSessionName", "build"),
        ];

    private async Task<AccessKey> AssumeAsync(params (string Name, string Value)[] more)
    {
        var answer = await RpcAsync(_alice, [.. AssumeParameters(), .. more.Select(p => H(p.Name, p.Value))]);
        Assert.Equal(200, answer.Status);
        var credentials = JsonDocument.Parse(answer.Text).RootElement.GetProperty("Credentials");
        return new AccessKey(
            credentials.GetProperty("AccessKeyId").GetString()!,
            credentials.GetProperty("AccessKeySecret").GetString()!,
            credentials.GetProperty("SecurityToken").GetString()
        );
    }

    private Task<WireResponse> RpcAsync(AccessKey key, KeyValuePair<string, string>[] parameters) =>
        Server.SendRawAsync("GET", "/?" + Sign("GET", key, parameters));

    private string Sign(string method, AccessKey key, KeyValuePair<string, string>[] parameters)
    {
        List<KeyValuePair<string, string>> all =
        [
            .. parameters,
            new("AccessKeyId", key.Id),
            new("SignatureMethod", "HMAC-SHA1"),
            new("SignatureVersion", "1.0"),
            new("SignatureNonce", $"nonce-{_nonce++}"),
            new("Timestamp", $"{Server.Time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}"),
        ];
        if (key.SecurityToken is { } token)
        {
            all.Add(new("SecurityToken", token));
        }

        all.Add(new("Signature", RpcSignature.Sign(key.Secret, method, all)));
        return UriEncoding.EncodeQuery(all);
    }

    private async Task<WireResponse> AdminAsync(string method, string path, params (string Name, string Value)[] query)
    {
        var answer = await Server.SendAsync(
            method,
            "-",
            "admin/v1/" + path,
            query: [.. query.Select(p => H(p.Name, p.Value))]
        );
        Assert.InRange(answer.Status, 200, 204);
        return answer;
    }
}
