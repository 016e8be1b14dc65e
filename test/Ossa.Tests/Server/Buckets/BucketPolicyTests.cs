using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Buckets;

public sealed class BucketPolicyTests : ServerTest
{
    private const string Malformed = "0030-00000005";

    [Fact]
    public async Task A_policy_is_kept_to_the_letter_and_deleted()
    {
        AssertRefused(await PolicyAsync("GET"), 404, "NoSuchBucketPolicy", "0030-00000006");
        var json = Policy(""" "Sid": "é", "Effect": "Deny", "Principal": ["1"], """);
        Assert.Equal(200, (await PolicyAsync("PUT", json)).Status);
        var got = await PolicyAsync("GET");
        Assert.Equal((200, "application/json", json), (got.Status, got["Content-Type"], got.Text));
        Assert.Equal(204, (await PolicyAsync("DELETE")).Status);
        Assert.Equal(404, (await PolicyAsync("GET")).Status);
        Assert.Equal(204, (await PolicyAsync("DELETE")).Status);
    }

    [Fact]
    public async Task A_policy_goes_with_its_bucket()
    {
        await PolicyAsync("PUT", Policy(""" "Effect": "Allow", "Principal": "1", """));
        Assert.Equal(204, (await Server.SendAsync("DELETE", Bucket)).Status);
        Assert.Equal(200, (await Server.SendAsync("PUT", Bucket)).Status);
        Assert.Equal(404, (await PolicyAsync("GET")).Status);
    }

    [Theory]
    [InlineData("", Malformed)]
    [InlineData("{", Malformed)]
    [InlineData("[]", Malformed)]
    [InlineData("{}", Malformed)]
    [InlineData("""{"Version": 1, "Statement": []}""", Malformed)]
    [InlineData("""{"Version": "2", "Statement": []}""", "0030-00000002")]
    [InlineData("""{"Version": "1", "Statement": []}""", Malformed)]
    [InlineData("""{"Version": "1", "Statement": ["x"]}""", Malformed)]
    [InlineData("""{"Version": "1", "Statement": [{}], "More": 1}""", Malformed)]
    public async Task What_is_no_policy_is_refused(string json, string ec) => await AssertRefusedAsync(json, ec);

    [Theory]
    [InlineData(""" "Principal": "1", """, Malformed)]
    [InlineData(""" "Effect": "Perhaps", "Principal": "1", """, Malformed)]
    [InlineData(""" "Effect": "Allow", """, Malformed)]
    [InlineData(""" "Effect": "Allow", "Principal": [], """, Malformed)]
    [InlineData(""" "Effect": "Allow", "Principal": [1], """, Malformed)]
    [InlineData(""" "Effect": "Allow", "Principal": "", """, Malformed)]
    [InlineData(""" "Effect": "Allow", "Principal": "\uD800", """, Malformed)]
    [InlineData(""" "Effect": "Allow", "Principal": "**", """, "0030-00000007")]
    [InlineData(""" "Effect": "Allow", "Principal": "1", "Condition": [], """, Malformed)]
    [InlineData(""" "Effect": "Allow", "Principal": "1", "Condition": {"IpAddress": "1.2.3.4"}, """, Malformed)]
    [InlineData(
        """ "Effect": "Allow", "Principal": "1", "Condition": {"IpAddress": {"acs:SourceIp": 1}}, """,
        Malformed
    )]
    [InlineData(""" "Effect": "Allow", "Principal": "1", "NotAction": "x", """, Malformed)]
    [InlineData(
        """ "Effect": "Allow", "Principal": "1", "Condition": {"IpAddress": {"acs:SourceIp": "0.0.0.0/00"}}, """,
        Malformed
    )]
    public async Task A_statement_that_makes_no_sense_is_refused(string members, string ec) =>
        await AssertRefusedAsync(Policy(members), ec);

    [Fact]
    public async Task A_policy_may_be_as_large_as_the_limit_and_no_larger()
    {
        var json = Policy(""" "Effect": "Allow", "Principal": "1", """);
        Assert.Equal(200, (await PolicyAsync("PUT", json.PadRight(16 * 1024))).Status);
        var answer = await PolicyAsync("PUT", json.PadRight(16 * 1024 + 1));
        AssertRefused(answer, 400, "InvalidPolicyDocument", Malformed);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        var answer = await Server.SendAsync(
            "PUT",
            Bucket,
            query: [H("policy", "")],
            body: [(byte)'"', 0xFF, (byte)'"']
        );
        AssertRefused(answer, 400, "InvalidPolicyDocument", Malformed);
    }

    [Theory]
    [InlineData(""" "Effect": "Allow", "Principal": "*", """, true)]
    [InlineData(""" "Effect": "Allow", "Principal": ["1", "*"], """, true)]
    [InlineData(""" "Effect": "Allow", "Principal": ["1", "2"], """, false)]
    [InlineData(""" "Effect": "Deny", "Principal": "*", """, false)]
    [InlineData(
        """ "Effect": "Allow", "Principal": "*", "Condition": {"IpAddress": {"acs:SourceIp": ["10.0.0.0/8"]}}, """,
        false
    )]
    [InlineData(
        """ "Effect": "Allow", "Principal": "*", "Condition": {"IpAddress": {"acs:SourceIp": ["0.0.0.0/0"]}}, """,
        true
    )]
    [InlineData(
        """ "Effect": "Allow", "Principal": "*", "Condition": {"IpAddress": {"acs:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"]}}, """,
        true
    )]
    [InlineData(
        """ "Effect": "Allow", "Principal": "*", "Condition": {"IpAddress": {"acs:SourceIp": ["::/1"]}}, """,
        true
    )]
    [InlineData(
        """ "Effect": "Allow", "Principal": "*", "Condition": {"NotIpAddress": {"acs:SourceIp": ["10.0.0.1"]}}, """,
        true
    )]
    [InlineData(
        """ "Effect": "Allow", "Principal": "*", "Condition": {"StringEquals": {"acs:SourceVpc": "vpc-1"}}, """,
        false
    )]
    [InlineData(
        """ "Effect": "Allow", "Principal": "*", "Condition": {"StringLike": {"acs:SourceVpc": "vpc-*"}}, """,
        true
    )]
    [InlineData(
        """ "Effect": "Allow", "Principal": "*", "Condition": {"Bool": {"acs:SecureTransport": "true"}}, """,
        true
    )]
    public async Task Whether_a_policy_lets_everybody_in_is_told(string members, bool isPublic)
    {
        Assert.Equal("false", await StatusAsync());
        Assert.Equal(200, (await PolicyAsync("PUT", Policy(members))).Status);
        Assert.Equal(isPublic ? "true" : "false", await StatusAsync());
    }

    [Fact]
    public async Task No_policy_that_lets_everybody_in_is_set_while_public_access_is_blocked()
    {
        var block = Utf8(
            "<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess></PublicAccessBlockConfiguration>"
        );
        await Server.SendAsync("PUT", Bucket, query: [H("publicAccessBlock", "")], body: block);
        var answer = await PolicyAsync("PUT", Policy(""" "Effect": "Allow", "Principal": "*", """));
        AssertRefused(answer, 403, "AccessDenied", null);
        Assert.Equal(404, (await PolicyAsync("GET")).Status);
        Assert.Equal(200, (await PolicyAsync("PUT", Policy(""" "Effect": "Allow", "Principal": "1", """))).Status);
    }

    [Fact]
    public async Task Nobody_but_the_owner_sets_or_sees_it()
    {
        await Server.SendAsync("PUT", Bucket, query: [H("acl", "")], headers: [H("x-oss-acl", "public-read-write")]);
        foreach (var method in (string[])["GET", "PUT", "DELETE"])
        {
            var answer = await Server.SendRawAsync(method, $"/{Bucket}?policy", body: []);
            AssertRefused(answer, 403, "AccessDenied", "0003-00000002");
        }
    }

    private async Task AssertRefusedAsync(string json, string ec)
    {
        AssertRefused(await PolicyAsync("PUT", json), 400, "InvalidPolicyDocument", ec);
        Assert.Equal(404, (await PolicyAsync("GET")).Status);
    }

    private async Task<string> StatusAsync() =>
        (await Server.SendAsync("GET", Bucket, query: [H("policyStatus", "")])).Xml.Element("IsPublic")!.Value;

    private Task<WireResponse> PolicyAsync(string method, string? json = null) =>
        Server.SendAsync(method, Bucket, query: [H("policy", "")], body: json is null ? null : Utf8(json));

    private static string Policy(string members) =>
        $$"""
            {"Version": "1", "Statement": [{ {{members}} "Action": ["oss:GetObject"], "Resource": "acs:oss:*:*:test-bucket/*" }]}
            """;
}
