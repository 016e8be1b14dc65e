using Ossa.Client.Sending;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Headers;
using Ossa.Protocol.Signing;

namespace Ossa.Client;

public sealed partial class OssClient
{
    /// <summary>
    /// Copies an object within the server. See https://www.alibabacloud.com/help/en/oss/developer-reference/copyobject.
    /// </summary>
    /// <param name="sourceBucket">The bucket of the source.</param>
    /// <param name="sourceKey">The key of the source.</param>
    /// <param name="bucket">The bucket of the copy.</param>
    /// <param name="key">The key of the copy.</param>
    /// <param name="replace">The copy's metadata; by default it has the source's.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<CopyObjectResult> CopyObjectAsync(
        string sourceBucket,
        string sourceKey,
        string bucket,
        string key,
        PutObjectOptions? replace = null,
        CancellationToken cancellationToken = default
    )
    {
        var source = UriEncoding.EncodePath($"/{NameCheck.Bucket(sourceBucket)}/{NameCheck.Key(sourceKey)}");
        var request = new OssRequest(HttpMethod.Put, bucket, key) { IsRepeatable = replace?.ForbidOverwrite != true }
            .Header(OssHeaders.CopySource, source)
            .Header(OssHeaders.MetadataDirective, replace is null ? null : "REPLACE");
        replace?.Apply(request);
        return _sender.SendAsync(request, CopyObjectResult.Read, cancellationToken);
    }
}
