using Ossa.Client.Bodies;
using Ossa.Client.Sending;

namespace Ossa.Client;

public sealed partial class OssClient
{
    /// <summary>
    /// Stores an object, or replaces it. See https://www.alibabacloud.com/help/en/oss/developer-reference/putobject.
    /// </summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The object's key.</param>
    /// <param name="body">The bytes, from where the stream stands. It is not closed. If it can seek, transient failures are retried.</param>
    /// <param name="options">What goes with it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What the server tells of the new object, the ETag and the checksum above all.</returns>
    /// <exception cref="OssChecksumException">The server received other bytes than those sent.</exception>
    public async Task<ObjectProperties> PutObjectAsync(
        string bucket,
        string key,
        Stream body,
        PutObjectOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        options ??= new PutObjectOptions();
        var upload = new UploadBody(body, options.ContentLength);
        var request = new OssRequest(HttpMethod.Put, bucket, key)
        {
            Body = upload,
            // The second of two such requests would find the object that the first one made.
            IsRepeatable = !options.ForbidOverwrite,
        };
        options.Apply(request);
        using var response = await _sender.SendAsync(request, cancellationToken);
        return RequireChecksum(new ObjectProperties(response), upload.Checksum.Value);
    }

    /// <summary>Stores an object from memory.</summary>
    /// <inheritdoc cref="PutObjectAsync(string, string, Stream, PutObjectOptions?, CancellationToken)"/>
    public Task<ObjectProperties> PutObjectAsync(
        string bucket,
        string key,
        byte[] body,
        PutObjectOptions? options = null,
        CancellationToken cancellationToken = default
    ) => PutObjectAsync(bucket, key, new MemoryStream(body, writable: false), options, cancellationToken);

    /// <summary>What the server tells of what it received, which must be what was sent.</summary>
    private static ObjectProperties RequireChecksum(ObjectProperties received, ulong sent) =>
        received.Crc64 is { } stored && stored != sent
            ? throw new OssChecksumException("The object was damaged on its way to the server", sent, stored)
            : received;
}
