namespace Ossa.Server.Operations;

/// <summary>The operations that are still to come, by name and route.</summary>
internal static class PlannedOperations
{
    public static readonly IReadOnlyList<Operation> All =
    [
        Service("ListResourcePools", "GET", "resourcePool"),
        Service("DoDataPipeLineAction", "POST", "dataPipeline"),
        Bucket("PutBucketAccessMonitor", "PUT", "accessmonitor"),
        Bucket("GetBucketHttpsConfig", "GET", "httpsConfig"),
        Bucket("PutBucketHttpsConfig", "PUT", "httpsConfig"),
        Bucket("GetBucketArchiveDirectRead", "GET", "bucketArchiveDirectRead"),
        Bucket("PutBucketArchiveDirectRead", "PUT", "bucketArchiveDirectRead"),
        Bucket("GetBucketStorageCapacity", "GET", "qos"),
        Bucket("PutBucketStorageCapacity", "PUT", "qos"),
        Bucket("GetBucketQoSInfo", "GET", "qosInfo"),
        Bucket("PutBucketQoSInfo", "PUT", "qosInfo"),
        Bucket("DeleteBucketQoSInfo", "DELETE", "qosInfo"),
        Bucket("ListBucketRequesterQoSInfos", "GET", "requesterQosInfo"),
        Bucket("GetBucketRequesterQoSInfo", "GET", "requesterQosInfo&qosRequester"),
        Bucket("PutBucketRequesterQoSInfo", "PUT", "requesterQosInfo"),
        Bucket("DeleteBucketRequesterQoSInfo", "DELETE", "requesterQosInfo"),
        Bucket("GetCallbackPolicy", "GET", "policy&comp=callback"),
        Bucket("PutCallbackPolicy", "PUT", "policy&comp=callback"),
        Bucket("DeleteCallbackPolicy", "DELETE", "policy&comp=callback"),
        Bucket("GetBucketResponseHeader", "GET", "responseHeader"),
        Bucket("PutBucketResponseHeader", "PUT", "responseHeader"),
        Bucket("DeleteBucketResponseHeader", "DELETE", "responseHeader"),
        Bucket("PutBucketInventory", "PUT", "inventory"),
        Bucket("DeleteBucketInventory", "DELETE", "inventory"),
        Bucket("PutBucketReplication", "POST", "replication"),
        Bucket("DeleteBucketReplication", "POST", "replication&comp=delete"),
        Bucket("PutBucketRtc", "PUT", "rtc"),
        Bucket("GetBucketObjectWormConfiguration", "GET", "objectWorm"),
        Bucket("PutBucketObjectWormConfiguration", "PUT", "objectWorm"),
        Bucket("PutBucketOverwriteConfig", "PUT", "overwriteConfig"),
        Bucket("DeleteBucketOverwriteConfig", "DELETE", "overwriteConfig"),
        Bucket("GetStyle", "GET", "style&styleName"),
        Bucket("PutStyle", "PUT", "style"),
        Bucket("DeleteStyle", "DELETE", "style"),
        Bucket("DoMetaQuery", "POST", "metaQuery"),
        Bucket("OpenMetaQuery", "POST", "metaQuery&comp=add"),
        Bucket("CloseMetaQuery", "POST", "metaQuery&comp=delete"),
        Bucket("CreateBucketDataRedundancyTransition", "POST", "redundancyTransition"),
        Bucket("GetBucketDataRedundancyTransition", "GET", "redundancyTransition&x-oss-redundancy-transition-taskid"),
        Bucket("DeleteBucketDataRedundancyTransition", "DELETE", "redundancyTransition"),
        Bucket("CreateAccessPoint", "PUT", "accessPoint"),
        Bucket("DeleteAccessPoint", "DELETE", "accessPoint"),
        AccessPoint("GetAccessPoint", "GET", "accessPoint"),
        Bucket("PutAccessPointPolicy", "PUT", "accessPointPolicy"),
        Bucket("GetAccessPointPolicy", "GET", "accessPointPolicy"),
        Bucket("DeleteAccessPointPolicy", "DELETE", "accessPointPolicy"),
        Bucket("PutAccessPointPublicAccessBlock", "PUT", "publicAccessBlock&x-oss-access-point-name"),
        Bucket("GetAccessPointPublicAccessBlock", "GET", "publicAccessBlock&x-oss-access-point-name"),
        Bucket("DeleteAccessPointPublicAccessBlock", "DELETE", "publicAccessBlock&x-oss-access-point-name"),
        Bucket("CreateAccessPointForObjectProcess", "PUT", "accessPointForObjectProcess"),
        Bucket("GetAccessPointForObjectProcess", "GET", "accessPointForObjectProcess"),
        Bucket("DeleteAccessPointForObjectProcess", "DELETE", "accessPointForObjectProcess"),
        Bucket("PutAccessPointConfigForObjectProcess", "PUT", "accessPointConfigForObjectProcess"),
        Bucket("GetAccessPointConfigForObjectProcess", "GET", "accessPointConfigForObjectProcess"),
        Bucket("PutAccessPointPolicyForObjectProcess", "PUT", "accessPointPolicyForObjectProcess"),
        Bucket("GetAccessPointPolicyForObjectProcess", "GET", "accessPointPolicyForObjectProcess"),
        Bucket("DeleteAccessPointPolicyForObjectProcess", "DELETE", "accessPointPolicyForObjectProcess"),
        Bucket("AsyncFetch", "POST", "asyncFetch"),
        Bucket("GetAsyncFetch", "GET", "asyncFetch"),
        Object("CreateSelectObjectMeta", "POST", "x-oss-process=csv/meta"),
        Object("SelectObject", "POST", "x-oss-process"),
        Object("ProcessImage", "GET", "x-oss-process"),
        Object("AsyncProcessObject", "POST", "x-oss-async-process"),
        Object("PutLiveChannel", "PUT", "live"),
        Object("PutLiveChannelStatus", "PUT", "live&status"),
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

    /// <summary>What is asked of the access point that a header names.</summary>
    private static PlannedOperation AccessPoint(string name, string method, string subResource) =>
        new(name, new Route(method, Level.Bucket, subResource, "x-oss-access-point-name"));

    private static PlannedOperation Object(string name, string method, string subResource) =>
        new(name, new Route(method, Level.Object, subResource));
}
