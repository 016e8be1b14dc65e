using Ossa.Client.Sending;
using Ossa.Protocol.Documents;

namespace Ossa.Client;

public sealed partial class OssClient
{
    /// <summary>What a bucket holds. See https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketstat.</summary>
    public Task<BucketStat> GetBucketStatAsync(string bucket, CancellationToken cancellationToken = default) =>
        _sender.SendAsync(
            new OssRequest(HttpMethod.Get, bucket).SubResource("stat"),
            BucketStat.Read,
            cancellationToken
        );
}
