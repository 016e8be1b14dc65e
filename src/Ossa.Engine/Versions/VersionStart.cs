using System.Text;
using Ossa.Engine.Buckets;
using Ossa.Engine.Records;

namespace Ossa.Engine.Versions;

/// <summary>Where a listing of versions begins.</summary>
/// <param name="Prefix">Only keys that begin with it.</param>
/// <param name="Key">The first key to look at, itself included.</param>
/// <param name="AfterSequence">Of that key: only versions older than this; null for all.</param>
internal sealed record VersionStart(byte[] Prefix, byte[] Key, long? AfterSequence)
{
    public static async ValueTask<VersionStart> FindAsync(
        BucketPartition partition,
        VersionQuery query,
        CancellationToken cancellationToken
    )
    {
        var prefix = Encoding.UTF8.GetBytes(query.Prefix);
        var after = Encoding.UTF8.GetBytes(query.AfterKey);
        if (after.Length == 0 || after.AsSpan().SequenceCompareTo(prefix) < 0)
        {
            return new VersionStart(prefix, prefix, null);
        }

        return
            query.AfterVersion is { } version
            && await SequenceOfAsync(partition, after, version, cancellationToken) is { } sequence
            ? new VersionStart(prefix, after, sequence)
            // No key contains the zero byte, so this lies before every later key and behind all versions of this one.
            : new VersionStart(prefix, [.. after, 1], null);
    }

    /// <summary>The place of a version; null when nothing older can follow it.</summary>
    private static async ValueTask<long?> SequenceOfAsync(
        BucketPartition partition,
        byte[] key,
        VersionId version,
        CancellationToken cancellationToken
    )
    {
        if (version != VersionId.Null)
        {
            return version.Sequence;
        }

        var row = await partition.GetAsync(RowKeys.KeyHead(key), cancellationToken);
        var sequence = row is null ? 0 : KeyHead.Decode(row).NullSequence;
        return sequence == 0 ? null : sequence;
    }
}
