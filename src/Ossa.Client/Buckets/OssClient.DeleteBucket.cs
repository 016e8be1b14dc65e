using Ossa.Client.Sending;

namespace Ossa.Client;

public sealed partial class OssClient
{
    /// <summary>
    /// Deletes a bucket, which must be empty. See https://www.alibabacloud.com/help/en/oss/developer-reference/deletebucket.
    /// </summary>
    public async Task DeleteBucketAsync(string bucket, CancellationToken cancellationToken = default)
    {
        // When the answer to the first request is lost, a second would say that there is no such bucket.
        var request = new OssRequest(HttpMethod.Delete, bucket) { IsRepeatable = false };
        using var response = await _sender.SendAsync(request, cancellationToken);
    }
}
