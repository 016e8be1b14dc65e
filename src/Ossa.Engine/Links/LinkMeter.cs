using Ossa.Protocol.Errors;
using Ossa.Storage;

namespace Ossa.Engine.Links;

/// <summary>
/// Counts what is used of links. A download is counted durably before its first byte, under the link as it is then: downloads that begin
/// together never exceed the limit, and none begins after a revocation was answered. It is given back only if not a byte of it was sent, so
/// that to stop just before the end does not cheat. The parts that one visitor asks for within an hour are one download, up to a little
/// over the size of the object. A file that comes in is counted before its body is taken, in the same way, and given back only if nothing was
/// stored.
/// </summary>
public sealed class LinkMeter
{
    private readonly LinkRows _rows;
    private readonly TimeProvider _time;

    internal LinkMeter(LinkRows rows, TimeProvider time)
    {
        _rows = rows;
        _time = time;
    }

    /// <summary>What was used of a link so far.</summary>
    public async ValueTask<LinkUsage> ReadAsync(string id, CancellationToken cancellationToken) =>
        new(
            CounterValue.Read(await _rows.GetAsync(LinkRows.Downloads(id), cancellationToken)),
            CounterValue.Read(await _rows.GetAsync(LinkRows.Bytes(id), cancellationToken))
        )
        {
            Files = CounterValue.Read(await _rows.GetAsync(LinkRows.Files(id), cancellationToken)),
        };

    /// <summary>Counts an answer that is about to be sent. What was sent of it must be told to the pass afterwards.</summary>
    /// <exception cref="OssException">The link does not hold any more, or is used up.</exception>
    public async ValueTask<LinkPass> BeginAsync(string id, LinkVisit visit, CancellationToken cancellationToken)
    {
        var key = LinkRows.Reservation(id, visit.Visitor);
        while (true)
        {
            var linkRow = await _rows.GetAsync(LinkRows.Link(id), cancellationToken);
            var link = linkRow is null ? throw LinkStore.NoSuchLink(id) : LinkCodec.Decode(linkRow);
            var now = _time.GetUtcNow();
            link.RequireActive(now);
            var row = await _rows.GetAsync(key, cancellationToken);
            var present = row is null ? default : LinkCodec.DecodeReservation(row);
            var isPart = row is not null && present.Covers(visit, now);
            var reservation = isPart
                ? present with
                {
                    Bytes = present.Bytes + visit.AnswerBytes,
                }
                : new LinkReservation(now, visit.AnswerBytes);
            var batch = new WriteBatch().Require(LinkRows.Link(id), linkRow).Require(key, row);
            await CountAsync(
                batch,
                LinkRows.Downloads(id),
                isPart ? 0 : 1,
                link.Limits.MaxDownloads,
                cancellationToken
            );
            await CountAsync(batch, LinkRows.Bytes(id), visit.AnswerBytes, link.Limits.MaxBytes, cancellationToken);
            batch.Put(RowFamily.Record, key, LinkCodec.Encode(reservation));
            if (await _rows.ApplyAsync(batch, cancellationToken))
            {
                return new LinkPass(this, id, key, reservation.StartedAt, visit.AnswerBytes, !isPart);
            }
        }
    }

    /// <summary>Gives back what was not sent.</summary>
    internal async ValueTask EndAsync(LinkPass pass, long sentBytes)
    {
        var unsent = pass.Bytes - sentBytes;
        if (unsent <= 0)
        {
            return;
        }

        while (true)
        {
            var row = await _rows.GetAsync(pass.Reservation, CancellationToken.None);
            var batch = new WriteBatch().Require(pass.Reservation, row).Increment(LinkRows.Bytes(pass.LinkId), -unsent);
            if (
                row is not null
                && LinkCodec.DecodeReservation(row) is var present
                && present.StartedAt == pass.StartedAt
            )
            {
                var left = present with { Bytes = present.Bytes - unsent };
                // Another part may have come meanwhile, to which the download belongs now.
                if (pass.StartsDownload && left.Bytes == 0)
                {
                    batch.Delete(RowFamily.Record, pass.Reservation).Increment(LinkRows.Downloads(pass.LinkId), -1);
                }
                else
                {
                    batch.Put(RowFamily.Record, pass.Reservation, LinkCodec.Encode(left));
                }
            }

            if (await _rows.ApplyAsync(batch, CancellationToken.None))
            {
                return;
            }
        }
    }

    /// <summary>Counts a file that is about to be taken in. What became of it must be told to <see cref="EndUploadAsync"/>.</summary>
    /// <exception cref="OssException">The link does not hold any more, or takes no more files.</exception>
    public async ValueTask BeginUploadAsync(string id, CancellationToken cancellationToken)
    {
        while (true)
        {
            var row = await _rows.GetAsync(LinkRows.Link(id), cancellationToken);
            var link = row is null ? throw LinkStore.NoSuchLink(id) : LinkCodec.Decode(row);
            link.RequireActive(_time.GetUtcNow());
            var batch = new WriteBatch().Require(LinkRows.Link(id), row);
            await CountAsync(batch, LinkRows.Files(id), 1, link.Limits.MaxFiles, cancellationToken);
            if (await _rows.ApplyAsync(batch, cancellationToken))
            {
                return;
            }
        }
    }

    /// <summary>Settles a file that was counted: adds up what is stored of it, or gives it back.</summary>
    /// <param name="id">The link.</param>
    /// <param name="storedBytes">The size of the object that it became, or null where nothing was stored.</param>
    public async ValueTask EndUploadAsync(string id, long? storedBytes)
    {
        var batch = storedBytes is { } bytes
            ? new WriteBatch().Increment(LinkRows.Bytes(id), bytes)
            : new WriteBatch().Increment(LinkRows.Files(id), -1);
        await _rows.ApplyAsync(batch, CancellationToken.None);
    }

    /// <summary>Adds to a counter; where that has a limit, nobody else may have come first.</summary>
    private async ValueTask CountAsync(
        WriteBatch batch,
        byte[] counter,
        long more,
        long? most,
        CancellationToken cancellationToken
    )
    {
        if (most is not null && more > 0)
        {
            var row = await _rows.GetAsync(counter, cancellationToken);
            if (CounterValue.Read(row) + more > most)
            {
                throw new OssException(LinkErrors.UsedUp);
            }

            batch.Require(counter, row);
        }

        batch.Increment(counter, more);
    }
}
