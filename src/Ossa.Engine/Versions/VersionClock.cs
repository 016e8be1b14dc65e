using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Versions;

/// <summary>
/// Gives versions their places. A place is a version's name, too, and must not come again when the version has been removed for good:
/// whoever repeats the removal would remove another one. So no two places are alike, however fast one follows the other; and the names
/// that a process may give are reserved durably, a minute's worth at a time, so that the next one begins after them whatever its clock says.
/// </summary>
internal sealed class VersionClock(IMetadataStore metadata)
{
    /// <summary>How many places are reserved at once: as many as the clock passes in a minute.</summary>
    private const long ReservedPlaces = 60_000_000;

    private long _last;
    private long _reserved;

    /// <summary>A place after the latest of a key and after all that this process gave, also when the clock has stepped back.</summary>
    public long Next(long latest, DateTimeOffset now)
    {
        while (true)
        {
            var last = Volatile.Read(ref _last);
            var next = After(latest, last, now);
            if (Interlocked.CompareExchange(ref _last, next, last) == last)
            {
                return next;
            }
        }
    }

    /// <summary>The same for a version that is named after its place: also after every name that any process gave.</summary>
    public async ValueTask<long> NextNameAsync(long latest, DateTimeOffset now, CancellationToken cancellationToken)
    {
        while (true)
        {
            var last = Volatile.Read(ref _last);
            var next = After(latest, last, now);
            if (next > Volatile.Read(ref _reserved))
            {
                await ReserveAsync(next, cancellationToken);
            }
            else if (Interlocked.CompareExchange(ref _last, next, last) == last)
            {
                return next;
            }
        }
    }

    private static long After(long latest, long last, DateTimeOffset now) =>
        Math.Max(Math.Max(latest, last) + 1, now.ToUnixTimeMilliseconds() * 1000);

    /// <summary>Reserves places from one on, or from after those that were reserved before.</summary>
    private async ValueTask ReserveAsync(long from, CancellationToken cancellationToken)
    {
        var row = await metadata.GetAsync(RowKeys.Control, RowFamily.Record, RowKeys.VersionNames, cancellationToken);
        var before = row is null ? 0 : CounterValue.Read(row);
        var reserved = Math.Max(before, from) + ReservedPlaces;
        var batch = new WriteBatch()
            .Require(RowKeys.VersionNames, row)
            .Put(RowFamily.Record, RowKeys.VersionNames, CounterValue.Write(reserved));
        if (await metadata.ApplyAsync(RowKeys.Control, batch, cancellationToken))
        {
            // In this order: no place is given between the two that somebody else may have given.
            Raise(ref _last, before);
            Raise(ref _reserved, reserved);
        }
    }

    private static void Raise(ref long value, long least)
    {
        var present = Volatile.Read(ref value);
        while (present < least)
        {
            present = Interlocked.CompareExchange(ref value, least, present);
        }
    }
}
