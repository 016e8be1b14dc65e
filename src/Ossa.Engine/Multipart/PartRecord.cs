using Ossa.Engine.Objects;

namespace Ossa.Engine.Multipart;

/// <summary>One part of an unfinished upload.</summary>
/// <param name="Number">Its place, from 1 to 10,000.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="ETag">Its MD5 in upper-case hexadecimal digits, without quotes.</param>
/// <param name="Crc64">Its CRC-64/XZ.</param>
/// <param name="LastModified">When it was uploaded.</param>
/// <param name="Body">Where its bytes are.</param>
public sealed record PartRecord(
    int Number,
    long Size,
    string ETag,
    ulong Crc64,
    DateTimeOffset LastModified,
    BodyLocation Body
);
