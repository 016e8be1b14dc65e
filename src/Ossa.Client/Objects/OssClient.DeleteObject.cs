using Ossa.Client.Sending;

namespace Ossa.Client;

public sealed partial class OssClient
{
    /// <summary>
    /// Deletes an object; one that is not there is no error. See https://www.alibabacloud.com/help/en/oss/developer-reference/deleteobject.
    /// </summary>
    public async Task DeleteObjectAsync(string bucket, string key, CancellationToken cancellationToken = default)
    {
        using var response = await _sender.SendAsync(new OssRequest(HttpMethod.Delete, bucket, key), cancellationToken);
    }
}
