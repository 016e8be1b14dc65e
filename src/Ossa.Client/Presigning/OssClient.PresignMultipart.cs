using System.Globalization;
using Ossa.Protocol.Documents;

namespace Ossa.Client;

public sealed partial class OssClient
{
    /// <summary>
    /// Makes a signed URL to begin a multipart upload with.
    /// See <see cref="PresignAsync"/>, and https://www.alibabacloud.com/help/en/oss/developer-reference/initiatemultipartupload.
    /// </summary>
    public ValueTask<PresignedRequest> PresignInitiateMultipartUploadAsync(
        string bucket,
        string key,
        TimeSpan validity,
        PresignOptions? options = null,
        CancellationToken cancellationToken = default
    ) => PresignAsync(HttpMethod.Post, bucket, key, validity, With(options, ("uploads", "")), cancellationToken);

    /// <summary>
    /// Makes a signed URL to upload one part with. See <see cref="PresignAsync"/>, and https://www.alibabacloud.com/help/en/oss/developer-reference/uploadpart.
    /// </summary>
    public ValueTask<PresignedRequest> PresignUploadPartAsync(
        string bucket,
        string key,
        string uploadId,
        int partNumber,
        TimeSpan validity,
        PresignOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(partNumber, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(partNumber, CompleteMultipartUpload.MaxParts);
        var part = With(
            options,
            ("partNumber", partNumber.ToString(CultureInfo.InvariantCulture)),
            ("uploadId", uploadId)
        );
        return PresignAsync(HttpMethod.Put, bucket, key, validity, part, cancellationToken);
    }

    /// <summary>
    /// Makes a signed URL to make the object of its parts with.
    /// See <see cref="PresignAsync"/>, and https://www.alibabacloud.com/help/en/oss/developer-reference/completemultipartupload.
    /// </summary>
    public ValueTask<PresignedRequest> PresignCompleteMultipartUploadAsync(
        string bucket,
        string key,
        string uploadId,
        TimeSpan validity,
        PresignOptions? options = null,
        CancellationToken cancellationToken = default
    ) => PresignAsync(HttpMethod.Post, bucket, key, validity, With(options, ("uploadId", uploadId)), cancellationToken);

    /// <summary>
    /// Makes a signed URL to throw an upload away with.
    /// See <see cref="PresignAsync"/>, and https://www.alibabacloud.com/help/en/oss/developer-reference/abortmultipartupload.
    /// </summary>
    public ValueTask<PresignedRequest> PresignAbortMultipartUploadAsync(
        string bucket,
        string key,
        string uploadId,
        TimeSpan validity,
        PresignOptions? options = null,
        CancellationToken cancellationToken = default
    ) =>
        PresignAsync(
            HttpMethod.Delete,
            bucket,
            key,
            validity,
            With(options, ("uploadId", uploadId)),
            cancellationToken
        );

    private static PresignOptions With(PresignOptions? options, params (string Name, string Value)[] parameters)
    {
        options ??= new PresignOptions();
        var query = new Dictionary<string, string>(options.Query);
        foreach (var (name, value) in parameters)
        {
            query[name] = value;
        }
        return options with { Query = query };
    }
}
