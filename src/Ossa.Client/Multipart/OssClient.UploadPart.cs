using System.Globalization;
using Ossa.Client.Bodies;
using Ossa.Client.Sending;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Headers;

namespace Ossa.Client;

public sealed partial class OssClient
{
    /// <summary>
    /// Uploads a part, or replaces it. See https://www.alibabacloud.com/help/en/oss/developer-reference/uploadpart.
    /// </summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The key of the object that the upload will become.</param>
    /// <param name="uploadId">The upload.</param>
    /// <param name="partNumber">The part's place in the object, 1 to 10,000; numbers may be left out.</param>
    /// <param name="body">
    /// The bytes, from where the stream stands: 100 KiB to 5 GiB, of the last part fewer. It is not closed. If it can seek, transient
    /// failures are retried.
    /// </param>
    /// <param name="options">What goes with it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OssChecksumException">The server received other bytes than those sent.</exception>
    /// <exception cref="OssServiceException">Such as NoSuchUpload.</exception>
    public async Task<UploadedPart> UploadPartAsync(
        string bucket,
        string key,
        string uploadId,
        int partNumber,
        Stream body,
        UploadPartOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        options ??= new UploadPartOptions();
        var upload = new UploadBody(body, options.ContentLength);
        var request = PartRequest(bucket, key, uploadId, partNumber, upload)
            .Header(OssHeaders.ContentMd5, options.ContentMd5)
            .AllHeaders(options.Headers);
        using var response = await _sender.SendAsync(request, cancellationToken);
        var properties = RequireChecksum(new ObjectProperties(response), upload.Checksum.Value);
        var eTag = properties.ETag ?? throw new OssResponseException("The server does not tell the part's ETag.");
        return new UploadedPart(partNumber, eTag) { Crc64 = upload.Checksum.Value, Length = upload.Sent };
    }

    /// <summary>Uploads a part from memory.</summary>
    /// <inheritdoc cref="UploadPartAsync(string, string, string, int, Stream, UploadPartOptions?, CancellationToken)"/>
    public Task<UploadedPart> UploadPartAsync(
        string bucket,
        string key,
        string uploadId,
        int partNumber,
        byte[] body,
        UploadPartOptions? options = null,
        CancellationToken cancellationToken = default
    ) =>
        UploadPartAsync(
            bucket,
            key,
            uploadId,
            partNumber,
            new MemoryStream(body, writable: false),
            options,
            cancellationToken
        );

    private static OssRequest PartRequest(
        string bucket,
        string key,
        string uploadId,
        int partNumber,
        UploadBody? body = null
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(partNumber, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(partNumber, CompleteMultipartUpload.MaxParts);
        return new OssRequest(HttpMethod.Put, bucket, key) { Body = body }
            .Parameter("partNumber", partNumber.ToString(CultureInfo.InvariantCulture))
            .Parameter("uploadId", uploadId);
    }
}
