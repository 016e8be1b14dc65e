using System.Buffers.Binary;

namespace Ossa.Server.Zip;

/// <summary>
/// Content in stored blocks of deflate (RFC 1951, 3.2.4). The format can also store content without any method, but then those who unpack an
/// archive while it comes must know its size and checksum beforehand, or refuse it, as Java does. A block tells by itself where it ends.
/// </summary>
internal static class ZipBlocks
{
    /// <summary>The most content of one block.</summary>
    public const int MaxBytes = ushort.MaxValue;

    /// <summary>What stands before the content of a block.</summary>
    public const int HeaderBytes = 5;

    /// <summary>How long content is in blocks; none is one empty block.</summary>
    public static long PackedBytes(long bytes) =>
        bytes + (HeaderBytes * long.Max(1, (bytes + MaxBytes - 1) / MaxBytes));

    /// <summary>Writes what stands before a block.</summary>
    public static void WriteHeader(Span<byte> header, int bytes, bool isLast)
    {
        header[0] = isLast ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt16LittleEndian(header[1..], (ushort)bytes);
        BinaryPrimitives.WriteUInt16LittleEndian(header[3..], (ushort)~bytes);
    }
}
