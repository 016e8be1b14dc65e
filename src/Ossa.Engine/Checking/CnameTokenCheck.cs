using Ossa.Engine.Domains;
using Ossa.Engine.Records;

namespace Ossa.Engine.Checking;

/// <summary>Reads the tokens by which a bucket's owner shows whose a domain is. One that cannot be read is only named.</summary>
internal sealed class CnameTokenCheck(CheckRun run)
{
    public async ValueTask CheckAsync(CheckedPartition partition, CancellationToken cancellationToken)
    {
        await foreach (var row in run.ScanAsync(partition.Id, RowKeys.CnameTokenPrefix, cancellationToken))
        {
            if (Readable.TryDecode(() => CnameCodec.DecodeToken(row.Value), out var why) is null)
            {
                var what = $"a token for a domain cannot be read: {why}";
                await run.ReportAsync(partition, new Finding(FindingKind.UnreadableRow, what), cancellationToken);
            }
        }
    }
}
