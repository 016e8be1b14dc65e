using Ossa.Protocol.Documents;

namespace Ossa.Client;

/// <summary>A part that the server has. Keep it to complete the upload with.</summary>
/// <param name="PartNumber">Its number, 1 to 10,000: the order of the parts in the object.</param>
/// <param name="ETag">Its ETag, with its quotes.</param>
public sealed record UploadedPart(int PartNumber, string ETag)
{
    /// <summary>A part that <see cref="OssClient.ListPartsAsync"/> found, to go on with an upload that was begun earlier.</summary>
    public UploadedPart(PartEntry listed)
        : this(listed.PartNumber, listed.ETag)
    {
        Crc64 = listed.HashCrc64ecma;
        Length = listed.Size;
    }

    /// <summary>Its CRC-64, or null where the server does not tell.</summary>
    public ulong? Crc64 { get; init; }

    /// <summary>How many bytes it has, or null where that is not known.</summary>
    public long? Length { get; init; }
}
