using Ossa.Engine.Links;
using Ossa.Storage;

namespace Ossa.Engine.Checking;

/// <summary>Reads links with what is counted of them, and denied URLs.</summary>
internal sealed class LinkCheck(CheckRun run)
{
    private const int CounterPrefixBytes = 2;

    private readonly LinkRows _rows = new(run.Metadata);
    private readonly SecretCheck _secrets = new(run);

    public async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        await foreach (var row in _rows.ScanAsync(LinkRows.LinkPrefix, cancellationToken))
        {
            await CheckLinkAsync(row, cancellationToken);
        }

        await foreach (var row in _rows.ScanAsync(LinkRows.ReservationPrefix, cancellationToken))
        {
            await RequireReadableAsync(row, "a download of a link", bytes => LinkCodec.DecodeReservation(bytes));
        }

        await foreach (var row in _rows.ScanAsync(LinkRows.CounterPrefix, cancellationToken))
        {
            await RequireReadableAsync(row, $"the counter {NameOf(row)}", bytes => RequireCounter(bytes));
        }

        await foreach (var row in _rows.ScanAsync(LinkRows.DeniedPrefix, cancellationToken))
        {
            var fingerprint = LinkRows.FingerprintOf(row.Key);
            await RequireReadableAsync(
                row,
                $"the denied URL {fingerprint}",
                bytes => DeniedUrlStore.Decode(fingerprint, bytes)
            );
        }

        async ValueTask RequireReadableAsync(Row row, string what, Func<byte[], object> decode)
        {
            Readable.TryDecode(() => decode(row.Value), out var why);
            if (why.Length > 0)
            {
                await ReportAsync(row, new Finding(FindingKind.UnreadableRow, $"{what} cannot be read: {why}"));
            }
        }

        ValueTask ReportAsync(Row row, Finding finding) => ReportUnchangedAsync(row, finding, cancellationToken);
    }

    private async ValueTask CheckLinkAsync(Row row, CancellationToken cancellationToken)
    {
        var id = LinkRows.IdOf(row.Key);
        var link = Readable.TryDecode(() => LinkCodec.Decode(row.Value), out var why);
        var finding = link is null
            ? new Finding(FindingKind.UnreadableRow, $"the link {id} cannot be read: {why}")
            : await _secrets.ExamineAsync(id, link.SealedSecret, cancellationToken);
        if (finding is not null)
        {
            await ReportUnchangedAsync(row, finding, cancellationToken);
        }
    }

    private async ValueTask ReportUnchangedAsync(Row row, Finding finding, CancellationToken cancellationToken)
    {
        if (await run.IsUnchangedAsync(LinkRows.Partition, row, cancellationToken))
        {
            await run.ReportAsync(finding, cancellationToken);
        }
    }

    private static string NameOf(Row counter) =>
        System.Text.Encoding.ASCII.GetString(counter.Key.AsSpan(CounterPrefixBytes));

    private static byte[] RequireCounter(byte[] row) =>
        row.Length == CounterValue.Length ? row : throw new InvalidDataException("it is no number");
}
