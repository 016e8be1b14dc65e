namespace Ossa.Server.AccessLogs;

/// <summary>
/// How the service's logs call operations, where that is not the name of the API. See
/// https://www.alibabacloud.com/help/en/sls/user-guide/log-fields-13.
/// </summary>
internal static class LoggedOperations
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["AbortMultipartUpload"] = "AbortMultiPartUpload",
        ["CompleteMultipartUpload"] = "CompleteUploadPart",
        ["DeleteMultipleObjects"] = "DeleteObjects",
        ["GetBucketLogging"] = "GetBucketLog",
        ["GetBucketWebsite"] = "GetBucketWebSite",
        ["GetSymlink"] = "GetObjectSymlink",
        ["ListMultipartUploads"] = "ListMultiPartUploads",
        ["ListObjects"] = "GetBucket",
        ["ListObjectsV2"] = "GetBucket",
        ["PutBucketLogging"] = "PutBucketLog",
        ["PutBucketWebsite"] = "PutBucketWebSite",
        ["PutSymlink"] = "PutObjectSymlink",
    };

    public static string NameOf(string operation) => Names.GetValueOrDefault(operation, operation);
}
