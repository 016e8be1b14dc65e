using Ossa.Client.Sending;

namespace Ossa.Client;

public sealed partial class OssClient
{
    /// <summary>
    /// Size, ETag, time and checksum alone. See https://www.alibabacloud.com/help/en/oss/developer-reference/getobjectmeta.
    /// </summary>
    public Task<ObjectProperties> GetObjectMetaAsync(
        string bucket,
        string key,
        CancellationToken cancellationToken = default
    ) => GetObjectMetaAsync(bucket, key, versionId: null, cancellationToken);

    /// <summary>
    /// Size, ETag, time and checksum alone, of one version or with null of the object as it is now.
    /// See https://www.alibabacloud.com/help/en/oss/developer-reference/getobjectmeta.
    /// </summary>
    public async Task<ObjectProperties> GetObjectMetaAsync(
        string bucket,
        string key,
        string? versionId,
        CancellationToken cancellationToken = default
    )
    {
        var request = new OssRequest(HttpMethod.Head, bucket, key)
            .SubResource("objectMeta")
            .Parameter(GetObjectOptions.VersionIdParameter, versionId);
        using var response = await _sender.SendAsync(request, cancellationToken);
        return new ObjectProperties(response);
    }
}
