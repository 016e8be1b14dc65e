using Ossa.Engine.Records;

namespace Ossa.Engine.Buckets;

/// <summary>
/// The head row of a bucket's partition. Every write to the partition is guarded on it, so that no answered write can vanish with a
/// bucket that is being deleted, and none can follow the rules of a versioning state that has been left.
/// </summary>
internal sealed record PartitionHead(VersioningState Versioning, bool Closing)
{
    private const byte Format = 1;

    public static readonly byte[] Key = [(byte)'h'];

    private static readonly byte[][] OpenRows =
    [
        .. Enum.GetValues<VersioningState>().Select(state => new PartitionHead(state, Closing: false).Encode()),
    ];

    /// <summary>The head of a partition that accepts writes, as bytes. The array is shared: do not change it.</summary>
    public static byte[] Open(VersioningState versioning) => OpenRows[(int)versioning];

    public byte[] Encode() => new RecordWriter(Format).Flag(1, Closing).Number(2, (ulong)Versioning).ToArray();

    public static PartitionHead Decode(ReadOnlySpan<byte> row)
    {
        var head = new PartitionHead(VersioningState.Never, Closing: false);
        var reader = new RecordReader(row, Format);
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case 1:
                    head = head with { Closing = reader.Flag() };
                    break;
                case 2:
                    head = head with { Versioning = (VersioningState)reader.Number() };
                    break;
            }
        }
        return head;
    }
}
