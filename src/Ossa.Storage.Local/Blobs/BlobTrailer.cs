using System.Buffers.Binary;
using System.IO.Hashing;

namespace Ossa.Storage.Local.Blobs;

/// <summary>
/// The end of a blob file, which makes it complete. A file is: the data; one checksum (XXH3, 64 bits) per block of data; this trailer.
/// All numbers are little-endian.
/// </summary>
/// <param name="Id">The blob's name, so that a file under a wrong name is noticed.</param>
/// <param name="Length">The length of the data in bytes.</param>
/// <param name="BlockBytes">The length of each block but the last.</param>
/// <param name="TableChecksum">The checksum of the table of checksums.</param>
internal sealed record BlobTrailer(BlobId Id, long Length, int BlockBytes, ulong TableChecksum)
{
    /// <summary>The block length of new files.</summary>
    public const int DefaultBlockBytes = 256 * 1024;

    /// <summary>The length of one entry of the table.</summary>
    public const int ChecksumBytes = sizeof(ulong);

    /// <summary>The length of a trailer.</summary>
    public const int Bytes = 56;

    private const int MaxBlockBytes = 16 << 20;
    private static ReadOnlySpan<byte> Magic => "OSSABLB1"u8;

    public long BlockCount => (Length + BlockBytes - 1) / BlockBytes;

    /// <summary>The length of the whole file.</summary>
    public long FileLength => Length + BlockCount * ChecksumBytes + Bytes;

    public static ulong Checksum(ReadOnlySpan<byte> bytes) => XxHash3.HashToUInt64(bytes);

    /// <summary>How many bytes of data a block has.</summary>
    public int LengthOf(long block) => (int)Math.Min(BlockBytes, Length - block * BlockBytes);

    public void Write(Span<byte> target)
    {
        Magic.CopyTo(target);
        BinaryPrimitives.WriteInt64LittleEndian(target[8..], BlockBytes);
        BinaryPrimitives.WriteInt64LittleEndian(target[16..], Length);
        BinaryPrimitives.WriteUInt128LittleEndian(target[24..], Id.Value);
        BinaryPrimitives.WriteUInt64LittleEndian(target[40..], TableChecksum);
        BinaryPrimitives.WriteUInt64LittleEndian(target[48..], Checksum(target[..48]));
    }

    /// <summary>Reads a trailer, or gives null when these bytes are none.</summary>
    public static BlobTrailer? Read(ReadOnlySpan<byte> source)
    {
        if (source.Length != Bytes || !source.StartsWith(Magic))
        {
            return null;
        }

        if (BinaryPrimitives.ReadUInt64LittleEndian(source[48..]) != Checksum(source[..48]))
        {
            return null;
        }

        var blockBytes = BinaryPrimitives.ReadInt64LittleEndian(source[8..]);
        var length = BinaryPrimitives.ReadInt64LittleEndian(source[16..]);
        if (blockBytes is < 1 or > MaxBlockBytes || length < 0)
        {
            return null;
        }

        var id = new BlobId(BinaryPrimitives.ReadUInt128LittleEndian(source[24..]));
        return new BlobTrailer(id, length, (int)blockBytes, BinaryPrimitives.ReadUInt64LittleEndian(source[40..]));
    }
}
