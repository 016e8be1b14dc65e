namespace Ossa.Server.Operations;

/// <summary>The operations that are still to come, by name and route.</summary>
internal static class PlannedOperations
{
    public static readonly IReadOnlyList<Operation> All =
    [
        Service("ListCloudBoxes", "GET", "cloudboxes"),
        Service("ListUserDataRedundancyTransition", "GET", "redundancyTransition"),
        Bucket("GetBucketLifecycle", "GET", "lifecycle"),
        Bucket("PutBucketLifecycle", "PUT", "lifecycle"),
        Bucket("DeleteBucketLifecycle", "DELETE", "lifecycle"),
        Bucket("GetBucketLogging", "GET", "logging"),
        Bucket("PutBucketLogging", "PUT", "logging"),
        Bucket("DeleteBucketLogging", "DELETE", "logging"),
        Bucket("GetUserDefinedLogFieldsConfig", "GET", "userDefinedLogFieldsConfig"),
        Bucket("PutUserDefinedLogFieldsConfig", "PUT", "userDefinedLogFieldsConfig"),
        Bucket("DeleteUserDefinedLogFieldsConfig", "DELETE", "userDefinedLogFieldsConfig"),
        Bucket("GetBucketEncryption", "GET", "encryption"),
        Bucket("PutBucketEncryption", "PUT", "encryption"),
        Bucket("DeleteBucketEncryption", "DELETE", "encryption"),
        Bucket("GetBucketAccessMonitor", "GET", "accessmonitor"),
        Bucket("PutBucketAccessMonitor", "PUT", "accessmonitor"),
        Bucket("GetBucketHttpsConfig", "GET", "httpsConfig"),
        Bucket("PutBucketHttpsConfig", "PUT", "httpsConfig"),
        Bucket("GetBucketArchiveDirectRead", "GET", "bucketArchiveDirectRead"),
        Bucket("PutBucketArchiveDirectRead", "PUT", "bucketArchiveDirectRead"),
        Bucket("GetBucketInventory", "GET", "inventory"),
        Bucket("PutBucketInventory", "PUT", "inventory"),
        Bucket("DeleteBucketInventory", "DELETE", "inventory"),
        Bucket("GetBucketReplication", "GET", "replication"),
        Bucket("PutBucketReplication", "POST", "replication"),
        Bucket("GetBucketReplicationLocation", "GET", "replicationLocation"),
        Bucket("GetBucketReplicationProgress", "GET", "replicationProgress"),
        Bucket("PutBucketRtc", "PUT", "rtc"),
        Bucket("GetBucketWorm", "GET", "worm"),
        Bucket("InitiateBucketWorm", "POST", "worm"),
        Bucket("AbortBucketWorm", "DELETE", "worm"),
        Bucket("CompleteBucketWorm", "POST", "wormId"),
        Bucket("ExtendBucketWorm", "POST", "wormExtend"),
        Bucket("GetBucketObjectWormConfiguration", "GET", "objectWorm"),
        Bucket("PutBucketObjectWormConfiguration", "PUT", "objectWorm"),
        Bucket("GetBucketOverwriteConfig", "GET", "overwriteConfig"),
        Bucket("PutBucketOverwriteConfig", "PUT", "overwriteConfig"),
        Bucket("DeleteBucketOverwriteConfig", "DELETE", "overwriteConfig"),
        Bucket("GetStyle", "GET", "style"),
        Bucket("PutStyle", "PUT", "style"),
        Bucket("DeleteStyle", "DELETE", "style"),
        Bucket("GetMetaQueryStatus", "GET", "metaQuery"),
        Bucket("DoMetaQuery", "POST", "metaQuery"),
        Bucket("ListLiveChannel", "GET", "live"),
        Bucket("ListAccessPoints", "GET", "accessPoint"),
        Bucket("CreateAccessPoint", "PUT", "accessPoint"),
        Bucket("DeleteAccessPoint", "DELETE", "accessPoint"),
        Object("AsyncFetch", "POST", "asyncFetch"),
        Object("SelectObject", "POST", "x-oss-process"),
        Object("ProcessImage", "GET", "x-oss-process"),
        Object("AsyncProcessObject", "POST", "x-oss-async-process"),
        Object("PutLiveChannel", "PUT", "live"),
        Object("GetLiveChannelInfo", "GET", "live"),
        Object("DeleteLiveChannel", "DELETE", "live"),
        Object("PostVodPlaylist", "POST", "vod"),
        Object("GetVodPlaylist", "GET", "vod"),
        Object("PutObjectRetention", "PUT", "retention"),
        Object("GetObjectRetention", "GET", "retention"),
        Object("PutObjectLegalHold", "PUT", "legalHold"),
        Object("GetObjectLegalHold", "GET", "legalHold"),
        Object("Rename", "POST", "x-oss-rename"),
    ];

    private static PlannedOperation Service(string name, string method, string subResource) =>
        new(name, new Route(method, Level.Service, subResource));

    private static PlannedOperation Bucket(string name, string method, string subResource) =>
        new(name, new Route(method, Level.Bucket, subResource));

    private static PlannedOperation Object(string name, string method, string subResource) =>
        new(name, new Route(method, Level.Object, subResource));
}
