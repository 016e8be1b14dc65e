using Ossa.Engine.Records;

namespace Ossa.Engine.Buckets;

/// <summary>
/// The head row of a bucket's partition. Every write to the partition is guarded on it, so that no answered write can vanish with a
/// bucket that is being deleted.
/// </summary>
internal sealed record PartitionHead(bool Closing)
{
    private const byte Format = 1;

    public static readonly byte[] Key = [(byte)'h'];

    /// <summary>The head of a partition that accepts writes, as bytes.</summary>
    public static readonly byte[] Open = new PartitionHead(Closing: false).Encode();

    /// <summary>The head of a partition whose bucket is about to go, as bytes.</summary>
    public static readonly byte[] Closed = new PartitionHead(Closing: true).Encode();

    private byte[] Encode() => new RecordWriter(Format).Flag(1, Closing).ToArray();
}
