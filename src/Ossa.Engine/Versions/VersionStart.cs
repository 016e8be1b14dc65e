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

        // No key contains the zero byte, so this lies before every later key and behind all versions of this one.
        var later = new VersionStart(prefix, [.. after, 1], null);
        if (query.AfterVersion is not { } version)
        {
            return later;
        }

        if (version != VersionId.Null)
        {
            return new VersionStart(prefix, after, version.Sequence);
        }

        // Without a head there is one version at most, so that none can follow it.
        var row = await partition.GetAsync(RowKeys.KeyHead(after), cancellationToken);
        return row is null ? later : new VersionStart(prefix, after, PlaceOfNull(KeyHead.Decode(row)));
    }

    /// <summary>
    /// The place of the version named "null". Once that is removed nothing says where it stood: then all versions of the key are shown,
    /// since none may be missed by somebody who removes what each page shows.
    /// </summary>
    private static long? PlaceOfNull(KeyHead head) => head.NullSequence == 0 ? null : head.NullSequence;
}
