using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Ossa.Storage.Local.Blobs;

/// <summary>
/// The checksums of a blob's blocks, read a page at a time so that memory does not grow with the blob. A damaged entry
/// shows as a block with a wrong checksum.
/// </summary>
internal sealed class ChecksumTable(BlobId id, SafeFileHandle file, BlobTrailer trailer)
{
    private const int PageEntries = 512;

    private byte[]? _page;
    private long _pageNumber = -1;

    /// <summary>May wait for the disk.</summary>
    public ulong Get(long block)
    {
        if (block / PageEntries != _pageNumber)
        {
            Load(block / PageEntries);
        }

        var position = (int)(block % PageEntries) * BlobTrailer.ChecksumBytes;
        return BinaryPrimitives.ReadUInt64LittleEndian(_page.AsSpan(position));
    }

    private void Load(long number)
    {
        var first = number * PageEntries;
        var bytes = (int)Math.Min(PageEntries, trailer.BlockCount - first) * BlobTrailer.ChecksumBytes;
        var page = new byte[bytes];
        var offset = trailer.Length + first * BlobTrailer.ChecksumBytes;
        var count = RandomAccess.Read(file, page, offset);
        if (count != bytes)
        {
            throw new DamagedBlobException(id, $"the table of checksums ends at {offset + count}.");
        }

        _page = page;
        _pageNumber = number;
    }
}
