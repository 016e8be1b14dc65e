using Ossa.Client.Sending;
using Ossa.Protocol.Documents;

namespace Ossa.Client;

public sealed partial class OssClient
{
    /// <summary>
    /// Deletes an object; one that is not there is no error. In a bucket with versions it stays as an old version, behind a delete marker.
    /// See https://www.alibabacloud.com/help/en/oss/developer-reference/deleteobject.
    /// </summary>
    /// <returns>What was deleted, and the delete marker if one was made.</returns>
    public Task<DeletedObject> DeleteObjectAsync(
        string bucket,
        string key,
        CancellationToken cancellationToken = default
    ) => DeleteObjectAsync(bucket, key, versionId: null, cancellationToken);

    /// <summary>
    /// Deletes one version of an object for good, or with null the object. See https://www.alibabacloud.com/help/en/oss/developer-reference/deleteobject.
    /// </summary>
    /// <returns>What was deleted, and the delete marker if one was made or deleted.</returns>
    public async Task<DeletedObject> DeleteObjectAsync(
        string bucket,
        string key,
        string? versionId,
        CancellationToken cancellationToken = default
    )
    {
        var request = new OssRequest(HttpMethod.Delete, bucket, key).Parameter(
            GetObjectOptions.VersionIdParameter,
            versionId
        );
        using var response = await _sender.SendAsync(request, cancellationToken);
        var properties = new ObjectProperties(response);
        var isMarker = properties.IsDeleteMarker;
        return new DeletedObject(key, versionId, isMarker, isMarker ? properties.VersionId : null);
    }
}
