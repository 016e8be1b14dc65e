using Ossa.Engine.Records;
using Ossa.Engine.Retention;

namespace Ossa.Engine.Buckets;

/// <summary>
/// The head row of a bucket's partition. Every write to the partition is guarded on it, so that no answered write can vanish with a
/// bucket that is being deleted, and none can follow the rules of a versioning state or a retention policy that has been left.
/// </summary>
/// <param name="Versioning">Which versions writes keep.</param>
/// <param name="Retention">What protects objects from writes.</param>
/// <param name="PolicyId">
/// The id of the policy that says so, empty for none: a policy that follows another one of the same days and time makes another head, so that
/// no switch that began under the one takes it for the other.
/// </param>
/// <param name="Closing">Whether the bucket is being deleted, so that no write holds.</param>
internal sealed record PartitionHead(VersioningState Versioning, RetentionRule Retention, string PolicyId, bool Closing)
{
    private const byte Format = 1;

    public static readonly byte[] Key = [(byte)'h'];

    /// <summary>Every write compares with one of these, unless its bucket has a retention policy.</summary>
    private static readonly byte[][] PlainRows =
    [
        .. Enum.GetValues<VersioningState>()
            .Select(state => new PartitionHead(state, default, "", Closing: false).Write()),
    ];

    /// <summary>The head of a partition that accepts writes as the bucket's record says.</summary>
    public static PartitionHead Of(Bucket bucket) =>
        new(bucket.Versioning, bucket.Retention, bucket.RetentionPolicy?.Id ?? "", Closing: false);

    /// <summary>The row. The array may be shared: do not change it.</summary>
    public byte[] Encode() => !Closing && Retention == default ? PlainRows[(int)Versioning] : Write();

    public static PartitionHead Decode(ReadOnlySpan<byte> row)
    {
        var head = new PartitionHead(VersioningState.Never, default, "", Closing: false);
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
                case 3:
                    head = head with { Retention = head.Retention with { Days = (int)reader.Number() } };
                    break;
                case 4:
                    var lapses = DateTimeOffset.FromUnixTimeMilliseconds((long)reader.Number());
                    head = head with { Retention = head.Retention with { LapsesAt = lapses } };
                    break;
                case 5:
                    head = head with { PolicyId = reader.Text() };
                    break;
            }
        }
        return head;
    }

    private byte[] Write() =>
        new RecordWriter(Format)
            .Flag(1, Closing)
            .Number(2, (ulong)Versioning)
            .Number(3, Retention.Days)
            .Number(4, Retention.LapsesAt?.ToUnixTimeMilliseconds() ?? 0)
            .Text(5, PolicyId)
            .ToArray();
}
