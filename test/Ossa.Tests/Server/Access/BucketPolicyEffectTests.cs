using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Access;

/// <summary>What the policy of a bucket allows and denies, to those without a key and to the owner.</summary>
public sealed class BucketPolicyEffectTests : ServerTest
{
    private const string ByPolicy = "0003-00000101";

    private const string ByBucket = "0003-00000001";

    [Fact]
    public async Task What_a_policy_allows_everybody_is_open_and_nothing_else()
    {
        await PutAsync("open/k", Utf8("text"));
        await PutAsync("shut/k");
        await PolicyAsync(
            """{"Effect": "Allow", "Principal": "*", "Action": "oss:GetObject", "Resource": "acs:oss:*:*:test-bucket/open/*"}"""
        );
        var got = await RawAsync("GET", "open/k");
        Assert.Equal((200, "text"), (got.Status, got.Text));
        Assert.Equal(200, (await RawAsync("HEAD", "open/k")).Status);
        AssertRefused(await RawAsync("GET", "open/missing"), 404, "NoSuchKey", "0026-00000001");
        AssertRefused(await RawAsync("GET", "shut/k"), 403, "AccessDenied", ByBucket);
        AssertRefused(await RawAsync("PUT", "open/k"), 403, "AccessDenied", ByBucket);
        AssertRefused(await RawAsync("GET", "open/k?acl"), 403, "AccessDenied", "0003-00000007");
        AssertRefused(await RawAsync("GET", ""), 403, "AccessDenied", "0003-00000905");
    }

    [Fact]
    public async Task A_denial_binds_the_owner_and_signed_urls_and_goes_with_the_policy()
    {
        await PutAsync("k");
        await PutAsync("other");
        await PolicyAsync(
            """{"Effect": "Deny", "Principal": "*", "Action": "oss:GetObject", "Resource": "acs:oss:*:*:test-bucket/k", "Condition": {"Bool": {"acs:SecureTransport": "false"}}}"""
        );
        AssertRefused(await GetAsync("k"), 403, "AccessDenied", ByPolicy);
        AssertRefused(await RawAsync("GET", "k"), 403, "AccessDenied", ByPolicy);
        Assert.Equal(200, (await GetAsync("other")).Status);
        Assert.Equal(200, (await PutAsync("k")).Status);
        var copy = await PutAsync("copy", [], H("x-oss-copy-source", $"/{Bucket}/k"));
        AssertRefused(copy, 403, "AccessDenied", ByPolicy);
        Assert.Equal(204, (await Server.SendAsync("DELETE", Bucket, query: [H("policy", "")])).Status);
        Assert.Equal(200, (await GetAsync("k")).Status);
    }

    [Fact]
    public async Task A_denial_to_everybody_without_a_condition_spares_the_owner_and_one_that_names_him_does_not()
    {
        await PutAsync("k");
        await PolicyAsync("""{"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}""");
        Assert.Equal(200, (await GetAsync("k")).Status);
        Assert.Equal(200, (await PutAsync("k")).Status);
        AssertRefused(await RawAsync("GET", "k"), 403, "AccessDenied", ByPolicy);
        var owner = Server.Engine.AccountId;
        await PolicyAsync(
            $$"""{"Effect": "Deny", "Principal": ["*", "{{owner}}"], "Action": "oss:GetObject", "Resource": "*"}"""
        );
        AssertRefused(await GetAsync("k"), 403, "AccessDenied", ByPolicy);
    }

    [Fact]
    public async Task Whatever_it_denies_the_owner_can_replace_it()
    {
        await PolicyAsync(
            """{"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*", "Condition": {"Bool": {"acs:SecureTransport": "false"}}}"""
        );
        AssertRefused(await Server.SendAsync("GET", Bucket), 403, "AccessDenied", ByPolicy);
        AssertRefused(await Server.SendAsync("DELETE", Bucket), 403, "AccessDenied", ByPolicy);
        Assert.Equal(200, (await Server.SendAsync("GET", Bucket, query: [H("policy", "")])).Status);
        Assert.Equal(204, (await Server.SendAsync("DELETE", Bucket, query: [H("policy", "")])).Status);
        Assert.Equal(200, (await Server.SendAsync("GET", Bucket)).Status);
    }

    [Theory]
    [InlineData("""{"IpAddress": {"acs:SourceIp": "127.0.0.0/8"}}""", true)]
    [InlineData("""{"IpAddress": {"acs:SourceIp": "10.0.0.0/8"}}""", false)]
    [InlineData("""{"StringLike": {"acs:UserAgent": "known/*"}}""", true)]
    [InlineData("""{"StringLike": {"acs:UserAgent": "other/*"}}""", false)]
    [InlineData("""{"Bool": {"acs:SecureTransport": "false"}}""", true)]
    [InlineData("""{"Bool": {"acs:SecureTransport": "true"}}""", false)]
    [InlineData("""{"DateLessThan": {"acs:CurrentTime": "2099-01-01T00:00:00Z"}}""", true)]
    [InlineData("""{"DateGreaterThan": {"acs:CurrentTime": "2099-01-01T00:00:00Z"}}""", false)]
    [InlineData("""{"StringEquals": {"acs:AccessId": "OSSAtestkey0001"}}""", false)]
    [InlineData("""{"StringEquals": {"oss:ExistingObjectTag/kind": "public"}}""", true)]
    [InlineData("""{"StringEquals": {"oss:ExistingObjectTag/kind": "secret"}}""", false)]
    [InlineData("""{"StringEquals": {"oss:BucketTag/team": "a"}}""", true)]
    [InlineData("""{"StringEquals": {"oss:BucketTag/team": "b"}}""", false)]
    [InlineData("""{"StringEquals": {"oss:Prefix": "x"}}""", false)]
    [InlineData("""{"IpAddress": {"acs:SourceIp": "127.0.0.1"}, "StringEquals": {"acs:UserAgent": "nobody"}}""", false)]
    public async Task Conditions_ask_for_what_the_request_is(string condition, bool holds)
    {
        var tags = "<Tagging><TagSet><Tag><Key>team</Key><Value>a</Value></Tag></TagSet></Tagging>";
        Assert.Equal(200, (await Server.SendAsync("PUT", Bucket, query: [H("tagging", "")], body: Utf8(tags))).Status);
        await PutAsync("k", [1], H("x-oss-tagging", "kind=public"));
        await PolicyAsync(
            $$"""{"Effect": "Allow", "Principal": "*", "Action": "oss:GetObject", "Resource": "*", "Condition": {{condition}}}"""
        );
        var got = await RawAsync("GET", "k?prefix=x", H("User-Agent", "known/1"));
        Assert.Equal(holds ? 200 : 403, got.Status);
    }

    [Fact]
    public async Task A_listing_is_bound_to_its_prefix()
    {
        await PolicyAsync(
            """{"Effect": "Allow", "Principal": "*", "Action": "oss:ListObjects", "Resource": "acs:oss:*:*:test-bucket", "Condition": {"StringLike": {"oss:Prefix": "a/*"}}}"""
        );
        Assert.Equal(200, (await RawAsync("GET", "?prefix=a/b")).Status);
        Assert.Equal(403, (await RawAsync("GET", "?prefix=b")).Status);
        Assert.Equal(403, (await RawAsync("GET", "")).Status);
    }

    [Fact]
    public async Task A_version_needs_the_action_on_versions()
    {
        var enabled = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
        await Server.SendAsync("PUT", Bucket, query: [H("versioning", "")], body: Utf8(enabled));
        var id = (await PutAsync("k"))["x-oss-version-id"];
        await PolicyAsync("""{"Effect": "Allow", "Principal": "*", "Action": "oss:GetObject", "Resource": "*"}""");
        Assert.Equal(200, (await RawAsync("GET", "k")).Status);
        Assert.Equal(403, (await RawAsync("GET", $"k?versionId={id}")).Status);
        await PolicyAsync(
            """{"Effect": "Allow", "Principal": "*", "Action": "oss:GetObjectVersion", "Resource": "*"}"""
        );
        Assert.Equal(403, (await RawAsync("GET", "k")).Status);
        Assert.Equal(200, (await RawAsync("GET", $"k?versionId={id}")).Status);
    }

    [Fact]
    public async Task Of_objects_deleted_together_each_must_be_allowed_or_none_goes()
    {
        await PutAsync("a/1");
        await PutAsync("b/1");
        await PolicyAsync(
            """{"Effect": "Allow", "Principal": "*", "Action": "oss:DeleteObject", "Resource": "acs:oss:*:*:test-bucket/a/*"}"""
        );
        Assert.Equal(403, (await DeleteAsync("a/1", "b/1")).Status);
        Assert.Equal(200, (await GetAsync("a/1")).Status);
        Assert.Equal(200, (await DeleteAsync("a/1")).Status);
        Assert.Equal(404, (await GetAsync("a/1")).Status);
    }

    [Fact]
    public async Task While_public_access_is_blocked_what_lets_everybody_in_counts_for_nothing()
    {
        await PutAsync("k");
        await PolicyAsync("""{"Effect": "Allow", "Principal": "*", "Action": "oss:GetObject", "Resource": "*"}""");
        Assert.Equal(200, (await RawAsync("GET", "k")).Status);
        var block =
            "<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess></PublicAccessBlockConfiguration>";
        await Server.SendAsync("PUT", Bucket, query: [H("publicAccessBlock", "")], body: Utf8(block));
        AssertRefused(await RawAsync("GET", "k"), 403, "AccessDenied", ByBucket);
        await PolicyAsync(
            """{"Effect": "Allow", "Principal": "*", "Action": "oss:GetObject", "Resource": "*", "Condition": {"IpAddress": {"acs:SourceIp": "127.0.0.1"}}}"""
        );
        Assert.Equal(200, (await RawAsync("GET", "k")).Status);
    }

    [Fact]
    public async Task A_link_opens_only_what_may_itself_be_read()
    {
        await PutAsync("shut/k");
        await Server.SendAsync("PUT", Bucket, "open/link", [H("symlink", "")], [H("x-oss-symlink-target", "shut%2Fk")]);
        await PolicyAsync(
            """{"Effect": "Allow", "Principal": "*", "Action": "oss:GetObject", "Resource": "acs:oss:*:*:test-bucket/open/*"}"""
        );
        Assert.Equal(403, (await RawAsync("GET", "open/link")).Status);
    }

    private async Task PolicyAsync(string statement)
    {
        var json = $$"""{"Version": "1", "Statement": [{{statement}}]}""";
        Assert.Equal(200, (await Server.SendAsync("PUT", Bucket, query: [H("policy", "")], body: Utf8(json))).Status);
    }

    private Task<WireResponse> RawAsync(string method, string target, params KeyValuePair<string, string>[] headers) =>
        Server.SendRawAsync(method, $"/{Bucket}/{target}", headers, method == "PUT" ? [1] : null);

    private Task<WireResponse> DeleteAsync(params string[] keys)
    {
        var body = Utf8($"<Delete>{string.Concat(keys.Select(key => $"<Object><Key>{key}</Key></Object>"))}</Delete>");
        var md5 = Convert.ToBase64String(System.Security.Cryptography.MD5.HashData(body));
        return Server.SendRawAsync("POST", $"/{Bucket}/?delete", [H("Content-MD5", md5)], body);
    }
}
