using Ossa.Server.Operations;
using Xunit;

namespace Ossa.Tests.Server;

/// <summary>Questions for what cannot be made yet are answered as a fresh bucket of the service answers them.</summary>
public sealed class AbsentConfigurationTests : ServerTest
{
    [Theory]
    [InlineData(null, "inventory&inventoryId=list1", "NoSuchInventory", null)]
    [InlineData(null, "inventory", "NoSuchInventory", null)]
    [InlineData(null, "replication", "NoSuchReplicationConfiguration", null)]
    [InlineData(null, "replicationProgress&rule-id=r", "NoSuchReplicationConfiguration", null)]
    [InlineData(null, "overwriteConfig", "NoSuchBucketOverwriteConfig", null)]
    [InlineData(null, "metaQuery", "MetaQueryNotExist", "0037-00000003")]
    [InlineData("channel", "live", "NoSuchLiveChannel", "0026-00000021")]
    [InlineData("channel", "live&comp=stat", "NoSuchLiveChannel", "0026-00000021")]
    [InlineData("channel", "live&comp=history", "NoSuchLiveChannel", "0026-00000021")]
    public async Task There_is_none_of_it_and_only_who_may_ask_is_told(
        string? key,
        string query,
        string code,
        string? ec
    )
    {
        KeyValuePair<string, string>[] parameters =
        [
            .. query
                .Split('&')
                .Select(part => part.Split('='))
                .Select(part => H(part[0], part.ElementAtOrDefault(1) ?? "")),
        ];
        var answer = await Server.SendAsync("GET", Bucket, key, parameters);
        AssertRefused(answer, 404, code, ec);
        Assert.Equal(Bucket, answer.Element("BucketName"));

        var missing = await Server.SendAsync("GET", "no-such-bucket", key, parameters);
        Assert.Equal((404, "NoSuchBucket"), (missing.Status, missing.Code));
        var anonymous = await Server.SendRawAsync("GET", $"/{Bucket}/{key}?{query}");
        Assert.Equal((403, "AccessDenied"), (anonymous.Status, anonymous.Code));
    }

    [Fact]
    public void Nothing_is_absent_and_to_come_at_once() =>
        Assert.Empty(
            AbsentConfigurations
                .All.Select(operation => operation.Name)
                .Intersect(PlannedOperations.All.Select(operation => operation.Name))
        );
}
