using System.IO.Hashing;
using System.Security.Cryptography;

namespace Ossa.Storage.Local.Caching;

/// <summary>Compares keys of rows by their bytes, also those that are no array yet.</summary>
internal sealed class RowKeyComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public static readonly RowKeyComparer Instance = new();

    /// <summary>Nobody can make up keys that have the hash of others.</summary>
    private static readonly long Seed = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));

    /// <summary>The hash of a key, alike only within a process.</summary>
    public static ulong HashOf(ReadOnlySpan<byte> key) => XxHash3.HashToUInt64(key, Seed);

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(byte[] key) => GetHashCode(key.AsSpan());

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

    public int GetHashCode(ReadOnlySpan<byte> alternate) => (int)HashOf(alternate);

    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
}
