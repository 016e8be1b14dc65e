using System.Buffers.Binary;

namespace Ossa.Storage.Local.RocksDb;

/// <summary>
/// Tells a torn tail of RocksDB's log from damage. Recovery stops at the first record it cannot read, which is right for the last
/// one: its write was never answered. But each write is synced before the next begins, so a record that begins behind an unreadable
/// one means that an answered write was damaged, and recovery would drop it and all after it without a word.
/// </summary>
/// <remarks>
/// The log consists of blocks of 32 KiB; a block holds fragments (checksum, length, type, payload), and none crosses a block's end, so that
/// reading can go on at the next block whatever happened in this one. Where a fragment's header was not written, what follows may be bytes of its
/// record, which clients choose; so reading goes on at the next block then.
/// </remarks>
internal static class WriteAheadLog
{
    private const int BlockBytes = 32 * 1024;

    /// <summary>What a disk writes whole or not at all.</summary>
    private const int SectorBytes = 512;
    private const int HeaderBytes = 7;
    private const int TypeAt = 6;
    private const byte WholeRecord = 1;
    private const byte FirstOfRecord = 2;

    /// <summary>Where a log file is damaged before its last record, or null when it is sound up to a torn tail.</summary>
    public static long? FindDamage(Stream log)
    {
        var block = new byte[BlockBytes];
        long? unreadable = null;
        for (var start = 0L; ; start += BlockBytes)
        {
            var count = log.ReadAtLeast(block, BlockBytes, throwOnEndOfStream: false);
            if (count == 0)
            {
                return null;
            }

            if (FollowsUnreadable(block.AsSpan(0, count), start, ref unreadable))
            {
                return unreadable;
            }
        }
    }

    /// <summary>Walks through a block; true when a sound record begins in it after something that could not be read.</summary>
    private static bool FollowsUnreadable(ReadOnlySpan<byte> block, long start, ref long? unreadable)
    {
        for (var at = 0; block.Length - at >= HeaderBytes; )
        {
            var rest = block[at..];
            var end = HeaderBytes + BinaryPrimitives.ReadUInt16LittleEndian(rest[4..]);
            var type = rest[TypeAt];
            if (end > rest.Length || !IsSound(rest[..end]))
            {
                unreadable ??= start + at;
                if (MayBeUnwritten(rest, at))
                {
                    return false;
                }
            }
            else if (unreadable is not null && type is (WholeRecord or FirstOfRecord))
            {
                return true;
            }

            at += end;
        }
        return false;
    }

    /// <summary>Whether the header of a fragment that is not sound tells nothing: it is zeros, or the part of it on one side of a sector's end is.</summary>
    private static bool MayBeUnwritten(ReadOnlySpan<byte> fragment, int at)
    {
        var header = fragment[..HeaderBytes];
        var inSector = Math.Min(HeaderBytes, SectorBytes - (at % SectorBytes));
        return IsZero(header[..inSector]) || (inSector < HeaderBytes && IsZero(header[inSector..]));
    }

    private static bool IsZero(ReadOnlySpan<byte> bytes) => !bytes.ContainsAnyExcept((byte)0);

    private static bool IsSound(ReadOnlySpan<byte> fragment) =>
        BinaryPrimitives.ReadUInt32LittleEndian(fragment) == Crc32C.Masked(fragment[TypeAt..]);
}
