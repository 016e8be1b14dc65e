using Ossa.Protocol.Documents;
using Ossa.Protocol.Headers;

namespace Ossa.Client;

public sealed partial class OssClient
{
    /// <summary>
    /// Makes a part of an object that the server has. See https://www.alibabacloud.com/help/en/oss/developer-reference/uploadpartcopy.
    /// </summary>
    /// <param name="source">What is copied.</param>
    /// <param name="bucket">The bucket of the upload.</param>
    /// <param name="key">The key of the object that the upload will become.</param>
    /// <param name="uploadId">The upload.</param>
    /// <param name="partNumber">The part's place in the object, 1 to 10,000.</param>
    /// <param name="range">The first and the last byte to copy, from 0; null for the whole source.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OssServiceException">Such as NoSuchUpload; a condition that does not hold is status 304 or 412.</exception>
    public Task<UploadedPart> UploadPartCopyAsync(
        CopySource source,
        string bucket,
        string key,
        string uploadId,
        int partNumber,
        (long First, long Last)? range = null,
        CancellationToken cancellationToken = default
    )
    {
        if (range is (< 0, _) || range is { } r && r.Last < r.First)
        {
            throw new ArgumentOutOfRangeException(nameof(range), range, "From a byte to itself or a later one.");
        }
        var request = source
            .Apply(PartRequest(bucket, key, uploadId, partNumber))
            .Header(OssHeaders.CopySourceRange, range is { } bytes ? $"bytes={bytes.First}-{bytes.Last}" : null);
        return _sender.SendAsync(
            request,
            (response, stream) =>
                new UploadedPart(partNumber, CopyPartResult.Read(stream).ETag)
                {
                    Crc64 = new ObjectProperties(response).Crc64,
                    Length = range is { } copied ? copied.Last - copied.First + 1 : null,
                },
            cancellationToken
        );
    }
}
