using Ossa.Client.Sending;
using Ossa.Protocol.Documents;

namespace Ossa.Client;

public sealed partial class OssClient
{
    /// <summary>
    /// Where a bucket is, with the prefix "oss-": oss-cn-hangzhou.
    /// See https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketlocation.
    /// </summary>
    public async Task<string> GetBucketLocationAsync(string bucket, CancellationToken cancellationToken = default)
    {
        var request = new OssRequest(HttpMethod.Get, bucket).SubResource("location");
        return (await _sender.SendAsync(request, LocationConstraint.Read, cancellationToken)).Location;
    }
}
