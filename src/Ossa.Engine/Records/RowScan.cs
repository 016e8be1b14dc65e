using System.Runtime.CompilerServices;
using Ossa.Storage;

namespace Ossa.Engine.Records;

/// <summary>Goes over many rows, some at a time.</summary>
internal static class RowScan
{
    private const int PageRows = 256;

    /// <summary>All record rows under a prefix, in order. Those that change meanwhile are seen before or after the change.</summary>
    public static async IAsyncEnumerable<Row> PrefixAsync(
        IMetadataStore metadata,
        PartitionId partition,
        byte[] prefix,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var range = KeyRange.Prefix(prefix);
        while (true)
        {
            var rows = await metadata.ScanAsync(partition, RowFamily.Record, range, PageRows, cancellationToken);
            foreach (var row in rows)
            {
                yield return row;
            }

            if (rows.Count < PageRows)
            {
                yield break;
            }

            range = range with { From = (byte[])[.. rows[^1].Key, 0] };
        }
    }
}
