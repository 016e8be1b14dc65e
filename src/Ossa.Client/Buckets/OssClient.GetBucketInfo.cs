using Ossa.Client.Sending;
using Ossa.Protocol.Documents;

namespace Ossa.Client;

public sealed partial class OssClient
{
    /// <summary>What a bucket is. See https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketinfo.</summary>
    public Task<BucketInfo> GetBucketInfoAsync(string bucket, CancellationToken cancellationToken = default) =>
        _sender.SendAsync(
            new OssRequest(HttpMethod.Get, bucket).SubResource("bucketInfo"),
            BucketInfo.Read,
            cancellationToken
        );
}
