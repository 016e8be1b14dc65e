using System.Security.Cryptography;

namespace Ossa.Conformance.Crash;

/// <summary>
/// Random bytes, of which every body is a slice: two slices that begin elsewhere differ from their first bytes on, so that half of
/// one body and half of another cannot pass for a whole one.
/// </summary>
internal sealed class ContentPool
{
    public const int LargestSmallBytes = 100 * 1024;
    public const int SmallestPartBytes = 100 * 1024;
    public const int SmallestLargeBytes = 1024 * 1024;
    public const int LargestBytes = 20 * 1024 * 1024;

    private readonly byte[] _bytes = RandomNumberGenerator.GetBytes(LargestBytes + (8 * 1024 * 1024));

    public Content Small() => Slice(RandomNumberGenerator.GetInt32(1, LargestSmallBytes + 1));

    public Content Large() => Slice(RandomNumberGenerator.GetInt32(SmallestLargeBytes, LargestBytes + 1));

    /// <summary>A part that need not be the last one.</summary>
    public Content Part() => Slice(RandomNumberGenerator.GetInt32(SmallestPartBytes, SmallestPartBytes + 200_000));

    private Content Slice(int length) =>
        new(_bytes.AsMemory(RandomNumberGenerator.GetInt32(_bytes.Length - length), length));
}
