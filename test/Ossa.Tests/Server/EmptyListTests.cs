using Xunit;

namespace Ossa.Tests.Server;

/// <summary>Lists of what cannot be made yet answer as those of a fresh account.</summary>
public sealed class EmptyListTests : ServerTest
{
    private const string Declaration = """<?xml version="1.0" encoding="UTF-8"?>""";

    [Theory]
    [InlineData(
        true,
        "live",
        "<ListLiveChannelResult><Prefix>p&amp;</Prefix><Marker>m</Marker><MaxKeys>7</MaxKeys><IsTruncated>false</IsTruncated><NextMarker></NextMarker></ListLiveChannelResult>"
    )]
    [InlineData(true, "style", "<StyleList></StyleList>")]
    [InlineData(true, "replicationLocation", "<ReplicationLocation><Location></Location></ReplicationLocation>")]
    [InlineData(
        true,
        "redundancyTransition",
        "<ListBucketDataRedundancyTransition></ListBucketDataRedundancyTransition>"
    )]
    [InlineData(
        false,
        "redundancyTransition",
        "<ListBucketDataRedundancyTransition><IsTruncated>false</IsTruncated></ListBucketDataRedundancyTransition>"
    )]
    [InlineData(
        true,
        "accessPoint",
        "<ListAccessPointsResult><IsTruncated>false</IsTruncated><AccountId>OWNER</AccountId><AccessPoints></AccessPoints></ListAccessPointsResult>"
    )]
    [InlineData(
        false,
        "accessPoint",
        "<ListAccessPointsResult><IsTruncated>false</IsTruncated><AccountId>OWNER</AccountId><AccessPoints></AccessPoints></ListAccessPointsResult>"
    )]
    [InlineData(
        false,
        "accessPointForObjectProcess",
        "<ListAccessPointsForObjectProcessResult><IsTruncated>false</IsTruncated><AccountId>OWNER</AccountId><AccessPointsForObjectProcess></AccessPointsForObjectProcess></ListAccessPointsForObjectProcessResult>"
    )]
    [InlineData(
        false,
        "cloudboxes",
        "<ListCloudBoxResult><Prefix>p&amp;</Prefix><Marker>m</Marker><MaxKeys>7</MaxKeys><IsTruncated>false</IsTruncated><NextMarker></NextMarker><Owner><ID>OWNER</ID><DisplayName>OWNER</DisplayName></Owner><CloudBoxes></CloudBoxes></ListCloudBoxResult>"
    )]
    public async Task The_list_is_there_and_has_no_entries(bool ofBucket, string subResource, string expected)
    {
        var owner = (await Server.SendAsync("GET")).Xml.Element("Owner")!.Element("ID")!.Value;
        var answer = await Server.SendAsync(
            "GET",
            ofBucket ? Bucket : null,
            query: [H(subResource, ""), H("prefix", "p&"), H("marker", "m"), H("max-keys", "7")]
        );
        Assert.Equal((200, "application/xml"), (answer.Status, answer["Content-Type"]));
        var text = string.Concat(answer.Text.Split('\n').Select(line => line.Trim()));
        Assert.Equal(Declaration + expected.Replace("OWNER", owner, StringComparison.Ordinal), text);
    }

    [Theory]
    [InlineData(true, "live", 1000)]
    [InlineData(true, "accessPoint", 100)]
    [InlineData(false, "accessPoint", 1000)]
    [InlineData(false, "accessPointForObjectProcess", 1000)]
    [InlineData(false, "redundancyTransition", 100)]
    [InlineData(false, "cloudboxes", 1000)]
    public async Task A_page_has_its_largest_size(bool ofBucket, string subResource, int most)
    {
        foreach (var size in (string[])["0", "-1", "many", $"{most + 1}"])
        {
            var refused = await ListAsync(size);
            AssertRefused(refused, 400, "InvalidArgument", null);
            Assert.Equal(("max-keys", size), (refused.Element("ArgumentName"), refused.Element("ArgumentValue")));
        }

        Assert.Equal(200, (await ListAsync($"{most}")).Status);

        Task<Wire.WireResponse> ListAsync(string size) =>
            Server.SendAsync("GET", ofBucket ? Bucket : null, query: [H(subResource, ""), H("max-keys", size)]);
    }

    [Theory]
    [InlineData("live")]
    [InlineData("style")]
    [InlineData("redundancyTransition")]
    [InlineData("accessPoint")]
    public async Task A_bucket_that_is_not_there_has_no_list_and_nobody_else_may_ask(string subResource)
    {
        var missing = await Server.SendAsync("GET", "no-such-bucket", query: [H(subResource, "")]);
        Assert.Equal((404, "NoSuchBucket"), (missing.Status, missing.Code));
        var anonymous = await Server.SendRawAsync("GET", $"/{Bucket}?{subResource}");
        Assert.Equal((403, "AccessDenied"), (anonymous.Status, anonymous.Code));
    }
}
