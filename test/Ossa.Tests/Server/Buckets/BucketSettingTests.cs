using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Buckets;

/// <summary>Small settings of buckets: who pays, the resource group, acceleration; and what GetBucketInfo says of them.</summary>
public sealed class BucketSettingTests : ServerTest
{
    [Fact]
    public async Task Nobody_without_a_name_asks_where_requesters_pay()
    {
        await Server.SendAsync("PUT", Bucket, query: [H("acl", "")], headers: [H("x-oss-acl", "public-read-write")]);
        await PutAsync("k");
        Assert.Equal("BucketOwner", (await SetOrGetAsync("GET", "requestPayment")).Xml.Element("Payer")!.Value);
        Assert.Equal(200, (await Server.SendRawAsync("GET", $"/{Bucket}/k")).Status);

        Assert.Equal(200, (await SetOrGetAsync("PUT", "requestPayment", Payment("Requester"))).Status);
        Assert.Equal("Requester", (await SetOrGetAsync("GET", "requestPayment")).Xml.Element("Payer")!.Value);
        foreach (var method in (string[])["GET", "PUT", "DELETE"])
        {
            var refused = await Server.SendRawAsync(method, $"/{Bucket}/k", body: [1]);
            AssertRefused(refused, 403, "AccessDenied", "0003-00000703");
        }

        Assert.Equal(200, (await Server.SendRawAsync("GET", Server.Presign("GET", Bucket, "k"))).Status);
        Assert.Equal(200, (await GetAsync("k")).Status);

        Assert.Equal(200, (await SetOrGetAsync("PUT", "requestPayment", Payment("BucketOwner"))).Status);
        Assert.Equal(200, (await Server.SendRawAsync("GET", $"/{Bucket}/k")).Status);
    }

    [Fact]
    public async Task Nobody_without_a_name_copies_from_where_requesters_pay()
    {
        await Server.SendAsync("PUT", Bucket, query: [H("acl", "")], headers: [H("x-oss-acl", "public-read")]);
        await PutAsync("k");
        await Server.SendAsync("PUT", "open-bucket", headers: [H("x-oss-acl", "public-read-write")]);
        await SetOrGetAsync("PUT", "requestPayment", Payment("Requester"));
        var copy = await Server.SendRawAsync("PUT", "/open-bucket/k", [H("x-oss-copy-source", $"/{Bucket}/k")], []);
        AssertRefused(copy, 403, "AccessDenied", "0003-00000703");
    }

    [Theory]
    [InlineData("requestPayment", "<RequestPaymentConfiguration><Payer>Nobody</Payer></RequestPaymentConfiguration>")]
    [InlineData("requestPayment", "<RequestPaymentConfiguration/>")]
    [InlineData("requestPayment", "")]
    [InlineData("transferAcceleration", "<TransferAccelerationConfiguration/>")]
    [InlineData(
        "transferAcceleration",
        "<TransferAccelerationConfiguration><Enabled>perhaps</Enabled></TransferAccelerationConfiguration>"
    )]
    [InlineData("resourceGroup", "<ResourceGroup/>")]
    public async Task Settings_that_make_no_sense_are_refused(string subResource, string xml) =>
        Assert.Equal((400, "MalformedXML"), Outcome(await SetOrGetAsync("PUT", subResource, xml)));

    [Fact]
    public async Task Acceleration_is_told_as_it_was_set()
    {
        var never = await SetOrGetAsync("GET", "transferAcceleration");
        Assert.Equal((404, "NoSuchTransferAccelerationConfiguration"), Outcome(never));
        foreach (var (enabled, told) in new[] { ("true", "Enabled"), ("false", "Disabled") })
        {
            var xml =
                $"<TransferAccelerationConfiguration><Enabled>{enabled}</Enabled></TransferAccelerationConfiguration>";
            Assert.Equal(200, (await SetOrGetAsync("PUT", "transferAcceleration", xml)).Status);
            Assert.Equal(enabled, (await SetOrGetAsync("GET", "transferAcceleration")).Xml.Element("Enabled")!.Value);
            Assert.Equal(told, await InfoAsync("TransferAcceleration"));
        }
    }

    [Fact]
    public async Task A_bucket_is_made_and_listed_in_a_resource_group()
    {
        Assert.Equal(200, (await Server.SendAsync("PUT", "grouped", headers: [Group("rg-1")])).Status);
        Assert.Equal("rg-1", (await Server.SendAsync("GET", "grouped", query: [H("resourceGroup", "")])).Xml.Value);
        Assert.Equal(["grouped"], await ListAsync(Group("rg-1")));
        Assert.Empty(await ListAsync(Group("rg-2")));
        Assert.Equal(["grouped", Bucket], await ListAsync());
        Assert.Equal([Bucket], await ListAsync(Group("rg-default-id")));
        Assert.Equal([Bucket], await ListAsync(Group("")));
    }

    [Fact]
    public async Task A_bucket_moves_to_another_resource_group_and_back()
    {
        Assert.Equal("rg-default-id", (await SetOrGetAsync("GET", "resourceGroup")).Xml.Value);
        Assert.Equal(200, (await SetOrGetAsync("PUT", "resourceGroup", GroupXml("rg-aekz2"))).Status);
        Assert.Equal("rg-aekz2", (await SetOrGetAsync("GET", "resourceGroup")).Xml.Value);
        Assert.Equal("rg-aekz2", await InfoAsync("ResourceGroupId"));
        Assert.Equal(200, (await SetOrGetAsync("PUT", "resourceGroup", GroupXml("rg-default-id"))).Status);
        Assert.Equal("rg-default-id", (await SetOrGetAsync("GET", "resourceGroup")).Xml.Value);
    }

    [Theory]
    [InlineData("rg-")]
    [InlineData("group")]
    [InlineData("rg-a b")]
    [InlineData("rg-../..")]
    public async Task What_is_no_resource_group_is_refused(string id)
    {
        var answer = await SetOrGetAsync("PUT", "resourceGroup", GroupXml(id));
        AssertRefused(
            answer,
            400,
            "ResourceGroupIdPreCheckError",
            id.StartsWith("rg-", StringComparison.Ordinal) ? "0039-00000003" : "0039-00000002"
        );
        Assert.Equal(400, (await Server.SendAsync("PUT", "grouped", headers: [Group(id)])).Status);
        Assert.Equal(404, (await Server.SendAsync("GET", "grouped")).Status);
    }

    [Theory]
    [InlineData("AccessMonitor", "Disabled")]
    [InlineData("BlockPublicAccess", "false")]
    [InlineData("CrossRegionReplication", "Disabled")]
    [InlineData("TransferAcceleration", "Disabled")]
    [InlineData("Comment", "")]
    [InlineData("BucketPolicy", "")]
    [InlineData("ServerSideEncryptionRule", "None")]
    public async Task A_fresh_bucket_says_what_it_has_not(string element, string value) =>
        Assert.Equal(value, await InfoAsync(element));

    [Fact]
    public async Task A_fresh_bucket_says_that_accesses_are_not_tracked()
    {
        var answer = await SetOrGetAsync("GET", "accessmonitor");
        Assert.Equal((200, "AccessMonitorConfiguration"), (answer.Status, answer.Xml.Name.LocalName));
        Assert.Equal("Disabled", answer.Element("Status"));
        Assert.Equal(403, (await Server.SendRawAsync("GET", $"/{Bucket}?accessmonitor")).Status);
    }

    [Fact]
    public async Task Settings_that_are_too_large_together_are_refused_and_leave_nothing()
    {
        var origin = $"<AllowedOrigin>https://{new string('a', 2000)}.example.com</AllowedOrigin>";
        var rule = $"<CORSRule>{origin}<AllowedMethod>GET</AllowedMethod></CORSRule>";
        var xml = $"<CORSConfiguration>{string.Concat(Enumerable.Repeat(rule, 14))}</CORSConfiguration>";
        Assert.Equal((400, "InvalidArgument"), Outcome(await SetOrGetAsync("PUT", "cors", xml)));
        Assert.Equal(404, (await SetOrGetAsync("GET", "cors")).Status);
    }

    private async Task<string> InfoAsync(string element) =>
        (await SetOrGetAsync("GET", "bucketInfo")).Xml.Element("Bucket")!.Element(element)!.Value;

    private async Task<IEnumerable<string>> ListAsync(params KeyValuePair<string, string>[] headers) =>
        (await Server.SendAsync("GET", headers: headers)).Xml.Descendants("Name").Select(name => name.Value);

    private Task<WireResponse> SetOrGetAsync(string method, string subResource, string? xml = null) =>
        Server.SendAsync(method, Bucket, query: [H(subResource, "")], body: xml is null ? null : Utf8(xml));

    private static KeyValuePair<string, string> Group(string id) => H("x-oss-resource-group-id", id);

    private static string GroupXml(string id) =>
        $"<BucketResourceGroupConfiguration><ResourceGroupId>{id}</ResourceGroupId></BucketResourceGroupConfiguration>";

    private static string Payment(string payer) =>
        $"<RequestPaymentConfiguration><Payer>{payer}</Payer></RequestPaymentConfiguration>";

    private static (int, string?) Outcome(WireResponse answer) => (answer.Status, answer.Code);
}
