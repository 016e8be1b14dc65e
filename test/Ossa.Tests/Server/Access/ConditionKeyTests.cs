using Ossa.Protocol.Signing;
using Ossa.Tests.Server.Rpc;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Access;

/// <summary>Conditions that ask what a request says of itself, and who asks: each key against a request that has its value and one that has not.</summary>
public sealed class ConditionKeyTests : RpcTest
{
    [Theory]
    [InlineData("oss:RequestObjectTag/team", "blue", "x-oss-tagging", "team=blue", "team=red")]
    [InlineData("oss:RequestObjectTag/team", "blue", "x-oss-tagging", "team=blue", "Team=blue")]
    [InlineData("oss:x-oss-object-acl", "private", "x-oss-object-acl", "private", "public-read")]
    public async Task What_a_write_says_of_its_object_counts(
        string key,
        string value,
        string header,
        string fitting,
        string other
    )
    {
        await AllowIfAsync("StringEquals", key, value);
        Assert.Equal(200, (await WriteAsync(H(header, fitting))).Status);
        Assert.Equal(403, (await WriteAsync(H(header, other))).Status);
        Assert.Equal(403, (await WriteAsync()).Status);
        Assert.Equal(403, (await WriteAsync(H("x-other", value))).Status);
    }

    [Fact]
    public async Task A_header_that_sets_no_tags_says_nothing_of_them()
    {
        await AllowIfAsync("StringEquals", "oss:RequestObjectTag/team", "blue");
        var tags = "<Tagging><TagSet><Tag><Key>team</Key><Value>red</Value></Tag></TagSet></Tagging>";
        var answer = await Server.SendAsync(
            "PUT",
            Bucket,
            "a/k",
            [H("tagging", "")],
            [H("x-oss-tagging", "team=blue")],
            Utf8(tags),
            Alice
        );
        Assert.Equal(403, answer.Status);
    }

    [Fact]
    public async Task The_tags_in_a_document_count()
    {
        await AllowIfAsync("StringEquals", "oss:RequestObjectTag/team", "blue");
        await Server.SendAsync("PUT", Bucket, "a/k", body: Utf8("k"));
        Assert.Equal(403, (await TagAsync("red")).Status);
        Assert.Equal(200, (await TagAsync("blue")).Status);
        // Who may not set tags is not told what is wrong with them; who may is.
        Assert.Equal(403, (await SendTagsAsync("<Tagging>")).Status);
        await AllowIfAsync("StringNotEquals", "oss:RequestObjectTag/team", "red", "negated");
        Assert.Equal(400, (await SendTagsAsync("<Tagging>")).Status);
        var tags = await Server.SendAsync("GET", Bucket, "a/k", [H("tagging", "")]);
        Assert.Contains("<Value>blue</Value>", tags.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_that_a_bucket_is_to_get_counts()
    {
        await AllowIfAsync("StringEquals", "oss:x-oss-acl", "private");
        Assert.Equal(200, (await SetAclAsync("private")).Status);
        Assert.Equal(403, (await SetAclAsync("public-read")).Status);
    }

    [Fact]
    public async Task The_delimiter_of_a_listing_counts()
    {
        await AllowIfAsync("StringEquals", "oss:Delimiter", "/");
        Assert.Equal(200, (await ListAsync(H("delimiter", "/"))).Status);
        Assert.Equal(403, (await ListAsync(H("delimiter", "-"))).Status);
        Assert.Equal(403, (await ListAsync()).Status);
        // It means nothing where nothing is listed.
        Assert.Equal(403, (await Server.SendAsync("GET", Bucket, "a/k", [H("delimiter", "/")], signer: Alice)).Status);
    }

    [Fact]
    public async Task Who_asks_counts_by_the_name_in_full()
    {
        await AllowIfAsync("StringLike", "acs:PrincipalARN", "acs:ram::*:user/alice");
        var bob = await MakeUserAsync("bob");
        await AdminAsync("PUT", "users/policies", ("user", "bob"), ("policy", "conditioned"));
        Assert.Equal(200, (await ReadAsync(Alice)).Status);
        Assert.Equal(403, (await ReadAsync(bob)).Status);
    }

    [Theory]
    [InlineData("acs:MFAPresent", "true")]
    [InlineData("acs:MFAPresent", "false")]
    [InlineData("acs:SourceVpc", "vpc-1")]
    [InlineData("acs:SourceVpcId", "vpc-1")]
    public async Task What_only_the_cloud_has_no_request_has(string key, string value)
    {
        await AllowIfAsync(key == "acs:MFAPresent" ? "Bool" : "StringEquals", key, value);
        Assert.Equal(403, (await ReadAsync(Alice)).Status);
    }

    private async Task AllowIfAsync(string condition, string key, string value, string name = "conditioned")
    {
        var policy =
            $$$$"""{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "oss:*", "Resource": "*", "Condition": {"{{{{condition}}}}": {"{{{{key}}}}": "{{{{value}}}}"}}}]}""";
        await AdminAsync("POST", "policies", ("name", name), ("document", policy));
        await AdminAsync("PUT", "users/policies", ("user", "alice"), ("policy", name));
    }

    private Task<WireResponse> WriteAsync(params KeyValuePair<string, string>[] headers) =>
        Server.SendAsync("PUT", Bucket, "written", headers: headers, body: [1], signer: Alice);

    private Task<WireResponse> TagAsync(string team) =>
        SendTagsAsync($"<Tagging><TagSet><Tag><Key>team</Key><Value>{team}</Value></Tag></TagSet></Tagging>");

    private Task<WireResponse> SendTagsAsync(string document) =>
        Server.SendAsync("PUT", Bucket, "a/k", [H("tagging", "")], [], Utf8(document), Alice);

    private Task<WireResponse> SetAclAsync(string acl) =>
        Server.SendAsync("PUT", Bucket, query: [H("acl", "")], headers: [H("x-oss-acl", acl)], signer: Alice);

    private Task<WireResponse> ListAsync(params KeyValuePair<string, string>[] query) =>
        Server.SendAsync("GET", Bucket, query: query, signer: Alice);

    private Task<WireResponse> ReadAsync(AccessKey key) => Server.SendAsync("GET", Bucket, "a/k", signer: key);
}
