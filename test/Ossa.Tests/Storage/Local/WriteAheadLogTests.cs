using System.Buffers.Binary;
using Ossa.Storage.Local.RocksDb;
using Xunit;

namespace Ossa.Tests.Storage.Local;

/// <summary>Where a header crosses the end of a sector, the disk may have written either side of it alone.</summary>
public sealed class WriteAheadLogTests
{
    private const int SectorBytes = 512;
    private const int HeaderBytes = 7;
    private const byte Whole = 1;

    /// <summary>How many bytes of a header are before the end of a sector, which side is missing, and where forged records begin.</summary>
    public static MatrixTheoryData<int, bool, int> Tears() =>
        new(Enumerable.Range(1, HeaderBytes - 1), [false, true], Enumerable.Range(0, HeaderBytes));

    [Theory]
    [MemberData(nameof(Tears))]
    public void A_header_of_which_one_side_was_not_written_ends_the_block(int inSector, bool isFirstMissing, int phase)
    {
        var at = 2 * SectorBytes - inSector;
        byte[] log = [.. Before(at), .. Record([.. new byte[phase], .. Forged()])];
        var missing = isFirstMissing
            ? (at / SectorBytes)..(at / SectorBytes + 1)
            : (at / SectorBytes + 1)..(at / SectorBytes + 2);
        // What lies before the record was written with an earlier sync.
        var start = Math.Max(at, missing.Start.Value * SectorBytes);
        log.AsSpan(start..(missing.End.Value * SectorBytes)).Clear();
        Assert.Null(WriteAheadLog.FindDamage(new MemoryStream(log)));
    }

    [Fact]
    public void A_damaged_record_before_a_sound_one_is_found_wherever_its_header_is()
    {
        for (var at = SectorBytes; at <= 2 * SectorBytes; at++)
        {
            byte[] log = [.. Before(at), .. Record(Forged()), .. Record([1, 2, 3])];
            Assert.Null(WriteAheadLog.FindDamage(new MemoryStream(log)));
            log[at + 100] ^= 1;
            Assert.Equal(at, WriteAheadLog.FindDamage(new MemoryStream(log)));
        }
    }

    /// <summary>Sound records, so many bytes of them.</summary>
    private static byte[] Before(int bytes) =>
        [.. Record(new byte[100]), .. Record(new byte[bytes - 100 - 2 * HeaderBytes])];

    /// <summary>Nothing but sound records, as a client may send them.</summary>
    private static byte[] Forged() => [.. Enumerable.Repeat(Record([]), 300).SelectMany(bytes => bytes)];

    private static byte[] Record(byte[] payload)
    {
        byte[] record = [0, 0, 0, 0, 0, 0, Whole, .. payload];
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(4), (ushort)payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record, Crc32C.Masked(record.AsSpan(6)));
        return record;
    }
}
