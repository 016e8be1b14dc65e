using System.Buffers.Binary;
using System.Numerics;

namespace Ossa.Storage.Local.RocksDb;

/// <summary>The checksum of RocksDB's log: CRC-32C, masked so that a checksum of data that holds checksums stays a good one.</summary>
internal static class Crc32C
{
    private const uint MaskDelta = 0xA282EAD8;

    public static uint Masked(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var last in bytes)
        {
            crc = BitOperations.Crc32C(crc, last);
        }

        return BitOperations.RotateRight(~crc, 15) + MaskDelta;
    }
}
