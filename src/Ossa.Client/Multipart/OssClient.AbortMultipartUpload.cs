using Ossa.Client.Sending;

namespace Ossa.Client;

public sealed partial class OssClient
{
    /// <summary>
    /// Throws an upload away with all its parts; one that is not there is the error NoSuchUpload. Parts that are on their way meanwhile
    /// may stay behind: stop them first. See https://www.alibabacloud.com/help/en/oss/developer-reference/abortmultipartupload.
    /// </summary>
    public async Task AbortMultipartUploadAsync(
        string bucket,
        string key,
        string uploadId,
        CancellationToken cancellationToken = default
    )
    {
        // When the answer to the first request is lost, a second would say that there is no such upload.
        var request = new OssRequest(HttpMethod.Delete, bucket, key) { IsRepeatable = false }.Parameter(
            "uploadId",
            uploadId
        );
        using var response = await _sender.SendAsync(request, cancellationToken);
    }
}
