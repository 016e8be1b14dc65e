using Ossa.Protocol.Signing;
using Ossa.Tests.Server.Accounts;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Buckets;

/// <summary>Setting the access control list of a bucket, which makes the bucket where it is not there yet.</summary>
public sealed class BucketAclTests : AccountTest
{
    private const string New = "new-bucket";

    [Theory]
    [InlineData("public-read", "public-read")]
    [InlineData(null, "private")]
    public async Task A_bucket_that_is_not_there_is_made(string? stated, string acl)
    {
        var answer = await SetAsync(New, stated);
        Assert.Equal((200, "/" + New, ""), (answer.Status, answer["Location"], answer.Text));
        var info = (await Server.SendAsync("GET", New, query: [H("bucketInfo", "")])).Xml.Element("Bucket")!;
        Assert.Equal(
            (Account, "Standard", "LRS", acl),
            (
                info.Element("Owner")!.Element("ID")!.Value,
                info.Element("StorageClass")!.Value,
                info.Element("DataRedundancyType")!.Value,
                info.Element("AccessControlList")!.Element("Grant")!.Value
            )
        );
    }

    [Fact]
    public async Task What_is_stated_nowhere_stays_as_it_is()
    {
        await SetAsync(Bucket, "public-read");
        Assert.Equal(
            (200, "/" + Bucket),
            ((await SetAsync(Bucket, null)).Status, (await SetAsync(Bucket, null))["Location"])
        );
        Assert.Equal("public-read", await AclAsync(Bucket));
    }

    [Fact]
    public async Task A_list_or_a_name_that_is_none_makes_nothing()
    {
        AssertRefused(await SetAsync(New, "everybody"), 400, "InvalidArgument", "0015-00000204");
        AssertRefused(await SetAsync("x", "private"), 400, "InvalidBucketName", "0015-00000001");
        Assert.Equal(404, (await Server.SendAsync("GET", New)).Status);
    }

    [Fact]
    public async Task A_user_needs_the_right_to_make_the_bucket_too()
    {
        var (bob, _) = await MakeOtherUserAsync("bob", Allowing("oss:PutBucketAcl"));
        var (carol, _) = await MakeOtherUserAsync("carol", Allowing("oss:PutBucket"));
        var (dave, _) = await MakeOtherUserAsync("dave", Allowing("oss:PutBucket*"));
        AssertRefused(await SetAsync(New, "private", bob), 403, "AccessDenied", "0003-00000202");
        AssertRefused(await SetAsync(New, "private", carol), 403, "AccessDenied", "0003-00000202");
        Assert.Equal(404, (await Server.SendAsync("GET", New)).Status);
        Assert.Equal(200, (await SetAsync(New, "private", dave)).Status);
        Assert.Equal(200, (await SetAsync(New, "public-read", bob)).Status);
        Assert.Equal(204, (await Server.SendAsync("DELETE", New, signer: Other)).Status);
    }

    [Fact]
    public async Task A_name_that_another_account_has_is_taken()
    {
        AssertRefused(await SetAsync(Bucket, "public-read", Other), 409, "BucketAlreadyExists", "0015-00000104");
        var (bob, _) = await MakeOtherUserAsync("bob");
        AssertRefused(await SetAsync(Bucket, "public-read", bob), 403, "AccessDenied", "0003-00000905");
        Assert.Equal("private", await AclAsync(Bucket));
    }

    [Fact]
    public async Task Nobody_makes_a_bucket_unsigned_or_with_an_unknown_key()
    {
        var answer = await Server.SendRawAsync("PUT", $"/{New}?acl", [H("x-oss-acl", "public-read-write")], []);
        AssertRefused(answer, 403, "AccessDenied", "0003-00000002");
        var unknown = await SetAsync(New, "private", new AccessKey("nobody", "secret"));
        Assert.Equal("InvalidAccessKeyId", unknown.Code);
        Assert.Equal(404, (await Server.SendAsync("GET", New)).Status);
    }

    [Fact]
    public async Task A_list_that_lets_everybody_in_makes_nothing_while_that_is_blocked()
    {
        await Server.SendAsync(
            "PUT",
            query: [H("publicAccessBlock", "")],
            body: Utf8(
                "<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess></PublicAccessBlockConfiguration>"
            )
        );
        Assert.Equal(403, (await SetAsync(New, "public-read")).Status);
        Assert.Equal(404, (await Server.SendAsync("GET", New)).Status);
        Assert.Equal(200, (await SetAsync(New, "private")).Status);
    }

    private static string Allowing(string action) =>
        $$"""{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "{{action}}", "Resource": "*"}]}""";

    private Task<WireResponse> SetAsync(string bucket, string? acl, AccessKey? signer = null) =>
        Server.SendAsync(
            "PUT",
            bucket,
            null,
            [H("acl", "")],
            acl is null ? [] : [H("x-oss-acl", acl)],
            [],
            signer: signer
        );

    private async Task<string> AclAsync(string bucket)
    {
        var answer = await Server.SendAsync("GET", bucket, query: [H("acl", "")]);
        return answer.Xml.Element("AccessControlList")!.Element("Grant")!.Value;
    }
}
