using Ossa.Protocol.Errors;

namespace Ossa.Server.Operations;

/// <summary>The questions for what cannot be made yet whose refusal on a fresh bucket is known.</summary>
internal static class AbsentConfigurations
{
    public static readonly IReadOnlyList<Operation> All =
    [
        Bucket("GetBucketInventory", "inventory&inventoryId", OssErrors.NoSuchInventory),
        Bucket("ListBucketInventory", "inventory", OssErrors.NoSuchInventory, "oss:GetBucketInventory"),
        Bucket("GetBucketReplication", "replication", OssErrors.NoSuchReplicationConfiguration),
        Bucket("GetBucketReplicationProgress", "replicationProgress", OssErrors.NoSuchReplicationConfiguration),
        Bucket("GetBucketOverwriteConfig", "overwriteConfig", OssErrors.NoSuchBucketOverwriteConfig),
        Bucket("GetMetaQueryStatus", "metaQuery", OssErrors.MetaQueryNotExist),
        LiveChannel("GetLiveChannelInfo", "live", "oss:GetLiveChannel"),
        LiveChannel("GetLiveChannelStat", "live&comp=stat"),
        LiveChannel("GetLiveChannelHistory", "live&comp=history"),
    ];

    private static AbsentConfiguration Bucket(string name, string subResource, OssError error, string? action = null) =>
        new(name, new Route("GET", Level.Bucket, subResource), error, action);

    private static AbsentConfiguration LiveChannel(string name, string subResource, string? action = null) =>
        new(name, new Route("GET", Level.Object, subResource), OssErrors.NoSuchLiveChannel, action);
}
