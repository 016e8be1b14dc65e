using System.Globalization;
using Ossa.Client.Bodies;
using Ossa.Client.Sending;
using Ossa.Protocol.Checksums;

namespace Ossa.Client;

public sealed partial class OssClient
{
    /// <summary>
    /// Appends to an object that was made by appending, or makes one. It is never made twice: when its answer is lost,
    /// <see cref="HeadObjectAsync"/> tells in <see cref="ObjectProperties.NextAppendPosition"/> what became of it.
    /// See https://www.alibabacloud.com/help/en/oss/developer-reference/appendobject.
    /// </summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The object's key.</param>
    /// <param name="position">How many bytes the object has already; 0 makes it.</param>
    /// <param name="body">The bytes, from where the stream stands. It is not closed.</param>
    /// <param name="knownCrc64">
    /// The checksum of the bytes up to <paramref name="position"/>, such as the last append told; with it, or at position 0, the checksum
    /// of the whole object is verified. Null verifies nothing.
    /// </param>
    /// <param name="options">What goes with it; most of it counts only where the object is made.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OssChecksumException">The object is not what was there before and what was sent.</exception>
    /// <exception cref="OssServiceException">Such as PositionNotEqualToLength or ObjectNotAppendable.</exception>
    public async Task<AppendedObject> AppendObjectAsync(
        string bucket,
        string key,
        long position,
        Stream body,
        ulong? knownCrc64 = null,
        PutObjectOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        options ??= new PutObjectOptions();
        var upload = new UploadBody(body, options.ContentLength);
        // The second of two such requests would find the object longer than it says.
        var request = new OssRequest(HttpMethod.Post, bucket, key) { Body = upload, IsRepeatable = false }
            .SubResource("append")
            .Parameter("position", position.ToString(CultureInfo.InvariantCulture));
        options.Apply(request);
        using var response = await _sender.SendAsync(request, cancellationToken);
        var properties = new ObjectProperties(response);
        if ((position == 0 ? Crc64.Empty : knownCrc64) is { } before)
        {
            RequireChecksum(properties, Crc64.Combine(before, upload.Checksum.Value, upload.Sent));
        }
        return new AppendedObject(
            properties.NextAppendPosition
                ?? throw new OssResponseException("The server does not say where the next append goes."),
            properties
        );
    }

    /// <summary>Appends bytes from memory.</summary>
    /// <inheritdoc cref="AppendObjectAsync(string, string, long, Stream, ulong?, PutObjectOptions?, CancellationToken)"/>
    public Task<AppendedObject> AppendObjectAsync(
        string bucket,
        string key,
        long position,
        byte[] body,
        ulong? knownCrc64 = null,
        PutObjectOptions? options = null,
        CancellationToken cancellationToken = default
    ) =>
        AppendObjectAsync(
            bucket,
            key,
            position,
            new MemoryStream(body, writable: false),
            knownCrc64,
            options,
            cancellationToken
        );
}
