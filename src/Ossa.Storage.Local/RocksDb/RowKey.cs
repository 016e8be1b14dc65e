using System.Text;

namespace Ossa.Storage.Local.RocksDb;

/// <summary>
/// Where a row lies in the database: the partition's name, a zero byte, the row's key. No name contains a zero byte, so no row of
/// one partition can lie among those of another.
/// </summary>
internal static class RowKey
{
    public static byte[] Of(PartitionId partition, ReadOnlySpan<byte> key)
    {
        var full = new byte[Length(partition, key)];
        Write(full, partition, key);
        return full;
    }

    /// <summary>How many bytes it is.</summary>
    public static int Length(PartitionId partition, ReadOnlySpan<byte> key) => PrefixLength(partition) + key.Length;

    /// <summary>Writes it into so many bytes.</summary>
    public static void Write(Span<byte> full, PartitionId partition, ReadOnlySpan<byte> key)
    {
        var name = Encoding.ASCII.GetBytes(partition.Name, full);
        full[name] = 0;
        key.CopyTo(full[(name + 1)..]);
    }

    /// <summary>The key after the last one that a partition can have.</summary>
    public static byte[] EndOf(PartitionId partition)
    {
        var end = Of(partition, []);
        end[^1] = 1;
        return end;
    }

    /// <summary>How many bytes stand before the row's own key.</summary>
    public static int PrefixLength(PartitionId partition)
    {
        if (!StorageLimits.IsPartitionName(partition.Name))
        {
            throw new ArgumentException($"'{partition.Name}' is no name for a partition.", nameof(partition));
        }

        return partition.Name.Length + 1;
    }
}
