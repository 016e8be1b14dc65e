using System.Text.Json;
using Ossa.Protocol.Signing;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Access;

/// <summary>What users may do: what their policies, the bucket's policy and the lists let them, at the moment of use.</summary>
public sealed class UserAccessTests : ServerTest
{
    private const string Implicit = "0003-00000001";
    private const string Explicit = "0003-00000201";
    private const string NoPermission = "0003-00000202";

    private AccessKey _alice = null!;

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
    }

    [Fact]
    public async Task Without_a_policy_a_user_may_do_nothing()
    {
        AssertRefused(await AliceAsync("GET", "a/k"), 403, "AccessDenied", Implicit);
        AssertRefused(await AliceAsync("PUT", "a/k"), 403, "AccessDenied", Implicit);
        AssertRefused(await AliceAsync("DELETE", "a/k"), 403, "AccessDenied", Implicit);
        AssertRefused(await AliceAsync("GET", null), 403, "AccessDenied", NoPermission);
        AssertRefused(await AliceAsync("GET", null, "acl"), 403, "AccessDenied", NoPermission);
        AssertRefused(await AliceAsync("DELETE", null), 403, "AccessDenied", NoPermission);
        AssertRefused(await Server.SendAsync("GET", signer: _alice), 403, "AccessDenied", NoPermission);
        AssertRefused(await Server.SendAsync("PUT", "another", signer: _alice), 403, "AccessDenied", NoPermission);
    }

    [Fact]
    public async Task A_signed_url_gives_what_its_signer_may_do_at_the_moment_of_use()
    {
        var url = Server.Presign("GET", Bucket, "a/k", signer: _alice);
        var upload = Server.Presign("PUT", Bucket, "a/k", signer: _alice);
        AssertRefused(await Server.SendRawAsync("GET", url), 403, "AccessDenied", Implicit);
        await AllowAsync("read-a", "oss:GetObject", "acs:oss:*:*:test-bucket/a/*");
        Assert.Equal("text", (await Server.SendRawAsync("GET", url)).Text);
        AssertRefused(await Server.SendRawAsync("PUT", upload, body: [1]), 403, "AccessDenied", Implicit);
        await AdminAsync("DELETE", "users/policies", ("user", "alice"), ("policy", "read-a"));
        AssertRefused(await Server.SendRawAsync("GET", url), 403, "AccessDenied", Implicit);
    }

    [Fact]
    public async Task A_key_that_is_disabled_or_deleted_is_refused_at_the_next_request()
    {
        await AllowAsync("all", "oss:*", "*");
        var url = Server.Presign("GET", Bucket, "a/k", signer: _alice);
        Assert.Equal(200, (await Server.SendRawAsync("GET", url)).Status);
        await AdminAsync("DELETE", "keys/enabled", ("id", _alice.Id));
        AssertRefused(await Server.SendRawAsync("GET", url), 403, "InvalidAccessKeyId", "0002-00000903");
        await AdminAsync("PUT", "keys/enabled", ("id", _alice.Id));
        Assert.Equal(200, (await Server.SendRawAsync("GET", url)).Status);
        await AdminAsync("DELETE", "keys", ("id", _alice.Id));
        AssertRefused(await Server.SendRawAsync("GET", url), 403, "InvalidAccessKeyId", "0002-00000902");
    }

    [Fact]
    public async Task A_denial_counts_more_than_any_allowance()
    {
        await AllowAsync("all", "oss:*", "*");
        await PolicyAsync(
            "deny",
            """{"Effect": "Deny", "Action": "oss:DeleteObject", "Resource": "acs:oss:*:*:test-bucket/a/*"}"""
        );
        Assert.Equal(200, (await AliceAsync("GET", "a/k")).Status);
        AssertRefused(await AliceAsync("DELETE", "a/k"), 403, "AccessDenied", Explicit);
        Assert.Equal(200, (await GetAsync("a/k")).Status);
    }

    [Fact]
    public async Task The_policy_of_a_bucket_speaks_of_users_by_their_ids()
    {
        var user = JsonDocument.Parse((await AdminAsync("GET", "users")).Text).RootElement[0];
        var id = user.GetProperty("id").GetString();
        var policy =
            $$"""{"Version": "1", "Statement": [{"Effect": "Allow", "Principal": "{{id}}", "Action": "oss:GetObject", "Resource": "*"}]}""";
        await Server.SendAsync("PUT", Bucket, query: [H("policy", "")], body: Utf8(policy));
        Assert.Equal(200, (await AliceAsync("GET", "a/k")).Status);
        AssertRefused(await Server.SendRawAsync("GET", $"/{Bucket}/a/k"), 403, "AccessDenied", Implicit);
        AssertRefused(await AliceAsync("PUT", "a/k"), 403, "AccessDenied", Implicit);
    }

    [Fact]
    public async Task A_group_gives_its_policies_to_who_is_in_it()
    {
        await AdminAsync("POST", "groups", ("name", "readers"));
        await AdminAsync("PUT", "groups/policies", ("group", "readers"), ("policy", "AliyunOSSReadOnlyAccess"));
        Assert.Equal(403, (await AliceAsync("GET", "a/k")).Status);
        await AdminAsync("PUT", "groups/members", ("user", "alice"), ("group", "readers"));
        Assert.Equal(200, (await AliceAsync("GET", "a/k")).Status);
        Assert.Equal(200, (await AliceAsync("GET", null)).Status);
        Assert.Equal(200, (await Server.SendAsync("GET", signer: _alice)).Status);
        AssertRefused(await AliceAsync("PUT", "a/k"), 403, "AccessDenied", Implicit);
        await AdminAsync("DELETE", "groups/members", ("user", "alice"), ("group", "readers"));
        Assert.Equal(403, (await AliceAsync("GET", "a/k")).Status);
    }

    [Fact]
    public async Task A_copy_needs_the_right_to_read_its_source()
    {
        await AllowAsync("write", "oss:PutObject", "*");
        var source = H("x-oss-copy-source", $"/{Bucket}/a/k");
        var refused = await Server.SendAsync("PUT", Bucket, "copy", headers: [source], body: [], signer: _alice);
        AssertRefused(refused, 403, "AccessDenied", Implicit);
        await AllowAsync("read", "oss:GetObject", "acs:oss:*:*:test-bucket/a/*");
        var copied = await Server.SendAsync("PUT", Bucket, "copy", headers: [source], body: [], signer: _alice);
        Assert.Equal(200, copied.Status);
    }

    [Fact]
    public async Task Public_lists_open_to_users_what_they_open_to_everybody()
    {
        await Server.SendAsync("PUT", Bucket, query: [H("acl", "")], headers: [H("x-oss-acl", "public-read")]);
        Assert.Equal(200, (await AliceAsync("GET", "a/k")).Status);
        AssertRefused(await AliceAsync("PUT", "a/k"), 403, "AccessDenied", Implicit);
    }

    [Fact]
    public async Task A_user_never_administers_whatever_its_policies_allow()
    {
        await AllowAsync("all", "*", "*");
        foreach (var (method, path) in ((string, string)[])[("GET", "users"), ("POST", "check")])
        {
            var answer = await Server.SendAsync(method, "-", "admin/v1/" + path, signer: _alice);
            AssertRefused(answer, 403, "AccessDenied", NoPermission);
        }

        Assert.Equal(200, (await AliceAsync("GET", "a/k")).Status);
    }

    [Theory]
    [InlineData("GET", "oss:GetObject")]
    [InlineData("DELETE", "oss:DeleteObject")]
    public async Task Whoever_is_denied_an_object_is_denied_its_versions_too(string method, string denied)
    {
        await AllowAsync("all", "oss:*", "*");
        await PolicyAsync("deny", $$"""{"Effect": "Deny", "Action": "{{denied}}", "Resource": "*"}""");
        KeyValuePair<string, string>[] version = [H("versionId", "null")];
        var answer = await Server.SendAsync(method, Bucket, "a/k", version, signer: _alice);
        AssertRefused(answer, 403, "AccessDenied", Explicit);
        Assert.Equal(200, (await GetAsync("a/k")).Status);
    }

    [Fact]
    public async Task Making_a_bucket_anew_does_not_change_its_list_for_who_may_only_make_buckets()
    {
        await AllowAsync("make", "oss:PutBucket", "*");
        KeyValuePair<string, string>[] open = [H("x-oss-acl", "public-read-write")];
        var refused = await Server.SendAsync("PUT", Bucket, headers: open, signer: _alice);
        AssertRefused(refused, 403, "AccessDenied", NoPermission);
        Assert.Equal(200, (await Server.SendAsync("PUT", "bucket-of-alice", headers: open, signer: _alice)).Status);
    }

    [Fact]
    public async Task Who_may_write_but_not_tag_states_no_tags()
    {
        await AllowAsync("write", "oss:PutObject", "*");
        KeyValuePair<string, string>[] tags = [H("x-oss-tagging", "published=yes")];
        var refused = await Server.SendAsync("PUT", Bucket, "b", headers: tags, body: [1], signer: _alice);
        Assert.Equal((403, "AccessDenied"), (refused.Status, refused.Code));
        await AllowAsync("tag", "oss:PutObjectTagging", "*");
        Assert.Equal(
            200,
            (await Server.SendAsync("PUT", Bucket, "b", headers: tags, body: [1], signer: _alice)).Status
        );
    }

    [Fact]
    public async Task A_log_goes_only_where_its_sender_may_write()
    {
        await Server.SendAsync("PUT", "other-bucket");
        await AllowAsync("log", "oss:PutBucketLogging", "*");
        var xml = Utf8(
            "<BucketLoggingStatus><LoggingEnabled><TargetBucket>other-bucket</TargetBucket></LoggingEnabled></BucketLoggingStatus>"
        );
        var refused = await Server.SendAsync("PUT", Bucket, query: [H("logging", "")], body: xml, signer: _alice);
        Assert.Equal((403, "AccessDenied"), (refused.Status, refused.Code));
        await AllowAsync("write", "oss:PutObject", "acs:oss:*:*:other-bucket/*");
        var set = await Server.SendAsync("PUT", Bucket, query: [H("logging", "")], body: xml, signer: _alice);
        Assert.Equal(200, set.Status);
    }

    [Fact]
    public async Task A_lasting_key_comes_with_no_token()
    {
        await AllowAsync("all", "oss:*", "*");
        var url = Server.Presign("GET", Bucket, "a/k", signer: _alice with { SecurityToken = "token" });
        AssertRefused(await Server.SendRawAsync("GET", url), 403, "InvalidSecurityToken", "0002-00000006");
    }

    private Task<WireResponse> AliceAsync(string method, string? key, string? subResource = null) =>
        Server.SendAsync(
            method,
            Bucket,
            key,
            subResource is null ? [] : [H(subResource, "")],
            body: method == "PUT" ? [1] : null,
            signer: _alice
        );

    private Task AllowAsync(string name, string action, string resource) =>
        PolicyAsync(name, $$"""{"Effect": "Allow", "Action": "{{action}}", "Resource": "{{resource}}"}""");

    private async Task PolicyAsync(string name, string statement)
    {
        var document = $$"""{"Version": "1", "Statement": [{{statement}}]}""";
        await AdminAsync("POST", "policies", ("name", name), ("document", document));
        await AdminAsync("PUT", "users/policies", ("user", "alice"), ("policy", name));
    }

    private async Task<WireResponse> AdminAsync(string method, string path, params (string Name, string Value)[] query)
    {
        var parameters = query.Select(parameter => H(parameter.Name, parameter.Value)).ToArray();
        var answer = await Server.SendAsync(method, "-", "admin/v1/" + path, parameters);
        Assert.InRange(answer.Status, 200, 204);
        return answer;
    }
}
