using Ossa.Client.Sending;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Headers;

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
    ) => CopyObjectAsync(new CopySource(sourceBucket, sourceKey), bucket, key, replace, cancellationToken);

    /// <summary>
    /// Copies an object, or a version of it, within the server and under conditions.
    /// See https://www.alibabacloud.com/help/en/oss/developer-reference/copyobject.
    /// </summary>
    /// <param name="source">What is copied.</param>
    /// <param name="bucket">The bucket of the copy.</param>
    /// <param name="key">The key of the copy.</param>
    /// <param name="replace">The copy's metadata; by default it has the source's.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OssServiceException">Such as NoSuchKey; a condition that does not hold is status 304 or 412.</exception>
    public Task<CopyObjectResult> CopyObjectAsync(
        CopySource source,
        string bucket,
        string key,
        PutObjectOptions? replace = null,
        CancellationToken cancellationToken = default
    )
    {
        var request = new OssRequest(HttpMethod.Put, bucket, key) { IsRepeatable = replace?.ForbidOverwrite != true };
        source.Apply(request).Header(OssHeaders.MetadataDirective, replace is null ? null : "REPLACE");
        replace?.Apply(request);
        return _sender.SendAsync(request, CopyObjectResult.Read, cancellationToken);
    }
}
