using System.Security.Cryptography;
using Ossa.Client.Bodies;
using Ossa.Client.Sending;
using Ossa.Protocol.Checksums;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Headers;

namespace Ossa.Client;

public sealed partial class OssClient
{
    /// <summary>
    /// Makes the object of the parts. The checksum of the whole is verified if that of each part is known.
    /// It is never made twice: when its answer is lost, the object is there or the upload still is.
    /// See https://www.alibabacloud.com/help/en/oss/developer-reference/completemultipartupload.
    /// </summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The object's key.</param>
    /// <param name="uploadId">The upload.</param>
    /// <param name="parts">Its parts, by ascending number; those left out are thrown away.</param>
    /// <param name="options">What goes with it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OssChecksumException">The object is not what its parts are.</exception>
    /// <exception cref="OssServiceException">Such as NoSuchUpload, InvalidPart, InvalidPartOrder or EntityTooSmall.</exception>
    public async Task<CompletedUpload> CompleteMultipartUploadAsync(
        string bucket,
        string key,
        string uploadId,
        IReadOnlyList<UploadedPart> parts,
        CompleteMultipartUploadOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var document = new CompleteMultipartUpload
        {
            Parts = [.. parts.Select(part => new CompletedPart(part.PartNumber, part.ETag))],
        };
        var xml = XmlText.ToUtf8(document);
        var request = CompleteRequest(bucket, key, uploadId, new UploadBody(xml))
            .Header(OssHeaders.ContentType, "application/xml")
            .Header(OssHeaders.ContentMd5, Convert.ToBase64String(MD5.HashData(xml)));
        options?.Apply(request);
        var completed = await _sender.SendAsync(request, ReadCompleted, cancellationToken);
        if (ChecksumOf(parts) is { } expected)
        {
            RequireChecksum(completed.Properties, expected);
        }
        return completed;
    }

    /// <summary>
    /// Makes the object of all parts that the server has, whichever they are: parts that are missing or still on their way are not
    /// noticed. See https://www.alibabacloud.com/help/en/oss/developer-reference/completemultipartupload.
    /// </summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The object's key.</param>
    /// <param name="uploadId">The upload.</param>
    /// <param name="options">What goes with it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<CompletedUpload> CompleteMultipartUploadWithAllPartsAsync(
        string bucket,
        string key,
        string uploadId,
        CompleteMultipartUploadOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var request = CompleteRequest(bucket, key, uploadId).Header(OssHeaders.CompleteAll, "yes");
        options?.Apply(request);
        return _sender.SendAsync(request, ReadCompleted, cancellationToken);
    }

    /// <summary>When the answer to the first request is lost, a second would say that there is no such upload.</summary>
    private static OssRequest CompleteRequest(string bucket, string key, string uploadId, UploadBody? body = null) =>
        new OssRequest(HttpMethod.Post, bucket, key) { Body = body, IsRepeatable = false }
            .Parameter("uploadId", uploadId)
            .Parameter("encoding-type", "url");

    private static CompletedUpload ReadCompleted(HttpResponseMessage response, Stream stream)
    {
        var result = CompleteMultipartUploadResult.Read(stream);
        return new CompletedUpload(result.Location, result.ETag, new ObjectProperties(response));
    }

    private static ulong? ChecksumOf(IReadOnlyList<UploadedPart> parts)
    {
        var whole = new CombinedCrc64();
        foreach (var part in parts)
        {
            if (part is not { Crc64: { } crc, Length: { } length })
            {
                return null;
            }
            whole.Append(crc, length);
        }
        return whole.Value;
    }
}
