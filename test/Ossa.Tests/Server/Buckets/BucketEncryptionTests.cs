using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Buckets;

/// <summary>The rule by which a bucket encrypts what is written to it.</summary>
public sealed class BucketEncryptionTests : ServerTest
{
    private const string Algorithm = "x-oss-server-side-encryption";
    private const string KeyId = "x-oss-server-side-encryption-key-id";

    [Fact]
    public async Task A_fresh_bucket_has_no_rule()
    {
        AssertRefused(await RuleAsync("GET"), 404, "NoSuchServerSideEncryptionRule", "0005-00000004");
        Assert.Equal("None", await InfoAsync("SSEAlgorithm"));
        Assert.Null((await PutAsync("k"))[Algorithm]);
        Assert.Equal(204, (await RuleAsync("DELETE")).Status);
    }

    [Theory]
    [InlineData("<SSEAlgorithm>AES256</SSEAlgorithm><KMSMasterKeyID></KMSMasterKeyID>", "AES256", null, null)]
    [InlineData("<SSEAlgorithm>KMS</SSEAlgorithm>", "KMS", null, "alias/acs/oss")]
    [InlineData("<SSEAlgorithm>KMS</SSEAlgorithm><KMSMasterKeyID>mine</KMSMasterKeyID>", "KMS", "mine", "mine")]
    public async Task A_rule_is_told_as_it_was_set_and_holds_for_what_is_written(
        string xml,
        string algorithm,
        string? told,
        string? used
    )
    {
        await Server.Engine.Keyring.CreateAsync("mine", TestContext.Current.CancellationToken);
        Assert.Equal(200, (await SetAsync(xml)).Status);
        var rule = (await RuleAsync("GET")).Xml.Element("ApplyServerSideEncryptionByDefault")!;
        Assert.Equal((algorithm, told), (rule.Element("SSEAlgorithm")!.Value, rule.Element("KMSMasterKeyID")?.Value));
        Assert.Equal((algorithm, told), (await InfoAsync("SSEAlgorithm"), await InfoAsync("KMSMasterKeyID")));

        foreach (var answer in new[] { await PutAsync("k"), await GetAsync("k") })
        {
            Assert.Equal((200, algorithm, used), (answer.Status, answer[Algorithm], answer[KeyId]));
        }

        Assert.Equal(204, (await RuleAsync("DELETE")).Status);
        AssertRefused(await RuleAsync("GET"), 404, "NoSuchServerSideEncryptionRule", "0005-00000004");
        Assert.Null((await PutAsync("later"))[Algorithm]);
        Assert.Equal(algorithm, (await GetAsync("k"))[Algorithm]);
    }

    [Theory]
    [InlineData("<SSEAlgorithm>DES</SSEAlgorithm>", "InvalidEncryptionAlgorithmError", "0005-00000003")]
    [InlineData("<SSEAlgorithm>aes256</SSEAlgorithm>", "InvalidEncryptionAlgorithmError", "0005-00000003")]
    [InlineData("<SSEAlgorithm>SM4</SSEAlgorithm>", "NotImplemented", null)]
    [InlineData(
        "<SSEAlgorithm>AES256</SSEAlgorithm><KMSMasterKeyID>mine</KMSMasterKeyID>",
        "InvalidArgument",
        "0005-00000204"
    )]
    [InlineData(
        "<SSEAlgorithm>AES256</SSEAlgorithm><KMSDataEncryption>SM4</KMSDataEncryption>",
        "InvalidArgument",
        null
    )]
    [InlineData("<SSEAlgorithm>KMS</SSEAlgorithm><KMSDataEncryption>SM4</KMSDataEncryption>", "NotImplemented", null)]
    [InlineData(
        "<SSEAlgorithm>KMS</SSEAlgorithm><KMSDataEncryption>DES</KMSDataEncryption>",
        "InvalidArgument",
        "0005-00000203"
    )]
    [InlineData(
        "<SSEAlgorithm>KMS</SSEAlgorithm><KMSMasterKeyID>not a name</KMSMasterKeyID>",
        "InvalidArgument",
        "0005-00000208"
    )]
    [InlineData("", "MalformedXML", "0015-00000231")]
    [InlineData("<SSEAlgorithm/>", "MalformedXML", "0015-00000231")]
    [InlineData("<SSEAlgorithm>AES256", "MalformedXML", "0015-00000231")]
    public async Task A_rule_that_cannot_be_kept_is_refused_and_changes_nothing(string xml, string code, string? ec)
    {
        await SetAsync("<SSEAlgorithm>AES256</SSEAlgorithm>");
        AssertRefused(await SetAsync(xml), 400, code, ec);
        var rule = (await RuleAsync("GET")).Xml.Element("ApplyServerSideEncryptionByDefault")!;
        Assert.Equal("AES256", rule.Element("SSEAlgorithm")!.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<ServerSideEncryptionRule/>")]
    [InlineData("<Rule><SSEAlgorithm>AES256</SSEAlgorithm></Rule>")]
    public async Task Another_document_is_refused(string body) =>
        AssertRefused(await RuleAsync("PUT", body), 400, "MalformedXML", "0015-00000231");

    [Fact]
    public async Task A_rule_is_the_owners()
    {
        foreach (var method in new[] { "PUT", "GET", "DELETE" })
        {
            Assert.Equal(403, (await Server.SendRawAsync(method, $"/{Bucket}?encryption", body: [])).Status);
        }

        Assert.Equal(405, (await RuleAsync("POST")).Status);
    }

    /// <summary>As at the service, the key of a rule is looked for when it is used.</summary>
    [Fact]
    public async Task Under_a_rule_with_a_key_that_is_not_there_nothing_is_written()
    {
        Assert.Equal(
            200,
            (await SetAsync("<SSEAlgorithm>KMS</SSEAlgorithm><KMSMasterKeyID>x</KMSMasterKeyID>")).Status
        );
        AssertRefused(await PutAsync("k"), 400, "InvalidArgument", "0005-00000208");
        Assert.Equal(404, (await GetAsync("k")).Status);
        Assert.Equal(200, (await PutAsync("k", null, H(Algorithm, "AES256"))).Status);
    }

    private Task<WireResponse> SetAsync(string inner) =>
        RuleAsync(
            "PUT",
            "<ServerSideEncryptionRule><ApplyServerSideEncryptionByDefault>"
                + inner
                + "</ApplyServerSideEncryptionByDefault></ServerSideEncryptionRule>"
        );

    private Task<WireResponse> RuleAsync(string method, string? xml = null) =>
        Server.SendAsync(method, Bucket, query: [H("encryption", "")], body: xml is null ? null : Utf8(xml));

    private async Task<string?> InfoAsync(string name) =>
        (await Server.SendAsync("GET", Bucket, query: [H("bucketInfo", "")]))
            .Xml.Descendants("ServerSideEncryptionRule")
            .Single()
            .Element(name)
            ?.Value;
}
