using Ossa.Client.Sending;

namespace Ossa.Client;

public sealed partial class OssClient
{
    /// <summary>
    /// What GetObject would tell, without the bytes. See https://www.alibabacloud.com/help/en/oss/developer-reference/headobject.
    /// </summary>
    public async Task<ObjectProperties> HeadObjectAsync(
        string bucket,
        string key,
        GetObjectOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var request = (options ?? new GetObjectOptions()).Apply(new OssRequest(HttpMethod.Head, bucket, key));
        using var response = await _sender.SendAsync(request, cancellationToken);
        return new ObjectProperties(response);
    }
}
