using Ossa.Client.Sending;
using Ossa.Protocol.Documents;

namespace Ossa.Client;

public sealed partial class OssClient
{
    /// <summary>
    /// Begins a multipart upload. An upload takes room until it is completed or aborted.
    /// See https://www.alibabacloud.com/help/en/oss/developer-reference/initiatemultipartupload.
    /// </summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The key of the object that it will become.</param>
    /// <param name="options">What the object will have; length and MD5 do not count, as there are no bytes yet.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The upload, named by its id.</returns>
    public Task<InitiateMultipartUploadResult> InitiateMultipartUploadAsync(
        string bucket,
        string key,
        PutObjectOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        // When the answer to the first request is lost, its upload is lost whether or not there is a second.
        var request = new OssRequest(HttpMethod.Post, bucket, key)
            .SubResource("uploads")
            .Parameter("encoding-type", "url");
        ((options ?? new PutObjectOptions()) with { ContentMd5 = null }).Apply(request);
        return _sender.SendAsync(request, InitiateMultipartUploadResult.Read, cancellationToken);
    }
}
