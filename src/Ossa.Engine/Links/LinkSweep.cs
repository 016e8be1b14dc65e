using Ossa.Engine.Checking;
using Ossa.Storage;

namespace Ossa.Engine.Links;

/// <summary>Clears away links that ended long ago with all that was counted of them, and what visitors left that counts no more.</summary>
internal sealed class LinkSweep(LinkRows rows, DeniedUrlStore denials, TimeProvider time)
{
    /// <summary>For how long an owner can still look at a link that has ended.</summary>
    public static readonly TimeSpan Keep = TimeSpan.FromDays(90);

    /// <summary>Clears away all that is old enough now. A row that cannot be read stays, and keeps no other one.</summary>
    public async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await denials.SweepAsync(cancellationToken);
        await foreach (var row in rows.ScanAsync(LinkRows.LinkPrefix, cancellationToken))
        {
            if (Readable.TryDecode(() => LinkCodec.Decode(row.Value), out _) is not { } link)
            {
                continue;
            }

            var isOld = now >= (link.RevokedAt ?? link.ExpiresAt) + Keep;
            await ClearReservationsAsync(link.Id, isOld ? DateTimeOffset.MaxValue : now, cancellationToken);
            if (isOld)
            {
                // A link that somebody extended meanwhile stays, without the downloads that it could not have any more.
                var batch = new WriteBatch()
                    .Require(row.Key, row.Value)
                    .Delete(RowFamily.Record, row.Key)
                    .Delete(RowFamily.Record, LinkRows.Downloads(link.Id))
                    .Delete(RowFamily.Record, LinkRows.Files(link.Id))
                    .Delete(RowFamily.Record, LinkRows.Bytes(link.Id));
                if (link.IsCounted)
                {
                    batch.Increment(LinkRows.CountOf(link.Account, link.Creator), -1);
                }

                if (link.Account is { } account)
                {
                    batch.Delete(RowFamily.Record, LinkRows.OwnedLink(account, link.Id));
                }

                await rows.ApplyAsync(batch, cancellationToken);
            }
        }
    }

    private async ValueTask ClearReservationsAsync(string id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var old = rows.ScanAsync(LinkRows.Reservations(id), cancellationToken)
            .Where(row => StartOf(row) <= now - LinkReservation.Validity);
        await foreach (var row in old)
        {
            // One that was used again meanwhile stays.
            var batch = new WriteBatch().Require(row.Key, row.Value).Delete(RowFamily.Record, row.Key);
            await rows.ApplyAsync(batch, cancellationToken);
        }
    }

    private static DateTimeOffset? StartOf(Row reservation) =>
        Readable.TryDecode<DateTimeOffset?>(() => LinkCodec.DecodeReservation(reservation.Value).StartedAt, out _);
}
