using System.Threading.Channels;
using Ossa.Engine.Checking;
using Ossa.Storage;

namespace Ossa.Engine.Identity;

/// <summary>
/// When each access key was used last. Uses are noted in memory and written every <see cref="EngineOptions.KeyUseInterval"/>, sooner only where
/// tens of thousands of keys are used within it, to rows that nothing else reads: so no request waits for a write, and none that was let in is
/// judged anew because of one. Whoever reads sees what is noted, too. A process that ends without being stopped loses what it has not written.
/// </summary>
public sealed class KeyUses
{
    private const int BatchKeys = 256;

    private readonly RecentKeyUses _recent = new();
    private readonly IdentityRows _rows;
    private readonly Channel<bool> _calls = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    internal KeyUses(IdentityRows rows) => _rows = rows;

    /// <summary>Tells whoever writes that it is time to.</summary>
    public ChannelReader<bool> Calls => _calls.Reader;

    /// <summary>Has what is noted be written.</summary>
    public void CallForWriting() => _calls.Writer.TryWrite(true);

    /// <summary>Notes that a key has signed a request, and rightly.</summary>
    /// <param name="id">The access key id.</param>
    /// <param name="at">When the request arrived.</param>
    /// <param name="service">The service that it asks.</param>
    public void Note(string id, DateTimeOffset at, string service)
    {
        _recent.Note(id, at, service);
        if (_recent.IsCrowded)
        {
            CallForWriting();
        }
    }

    /// <summary>When a key was used last; null where it never was, as far as is known.</summary>
    public async ValueTask<KeyUse?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var recent = _recent.Find(id);
        return
            await FindWrittenAsync(id, cancellationToken) is { } written
            && (recent is null || (written.At > recent.At && !written.IsOfOtherClock(recent.At.UtcTicks)))
            ? written
            : recent;
    }

    /// <summary>Writes what is noted. Of keys that are gone nothing is kept.</summary>
    /// <param name="outside">The keys that are there although the store does not keep them.</param>
    /// <param name="cancellationToken">Gives up; what is not written stays noted.</param>
    public async ValueTask WriteAsync(IReadOnlyList<string> outside, CancellationToken cancellationToken)
    {
        foreach (var uses in _recent.All.Chunk(BatchKeys))
        {
            while (!await TryWriteAsync(uses, outside, cancellationToken)) { }

            _recent.Forget(uses);
        }
    }

    /// <summary>Forgets the uses of keys that went by another way than through the store, such as a root key that was replaced.</summary>
    /// <param name="outside">The keys that are there although the store does not keep them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask ForgetLostAsync(IReadOnlyList<string> outside, CancellationToken cancellationToken)
    {
        await foreach (var row in _rows.ScanRowsAsync(IdentityRows.KeyUsePrefix, cancellationToken))
        {
            var id = IdentityRows.IdOfUse(row.Key);
            var key = IdentityRows.Key(id);
            if (!outside.Contains(id) && await _rows.GetAsync(key, cancellationToken) is null)
            {
                var batch = new WriteBatch().Require(key, null).Delete(RowFamily.Record, row.Key);
                await _rows.ApplyBesideAsync(batch, cancellationToken);
            }
        }
    }

    /// <summary>False where one of the keys was changed meanwhile.</summary>
    private async ValueTask<bool> TryWriteAsync(
        KeyValuePair<string, KeyUse>[] uses,
        IReadOnlyList<string> outside,
        CancellationToken cancellationToken
    )
    {
        var batch = new WriteBatch();
        foreach (var (id, use) in uses)
        {
            var key = await _rows.GetAsync(IdentityRows.Key(id), cancellationToken);
            if (
                (key is not null || outside.Contains(id))
                && !(
                    await FindWrittenAsync(id, cancellationToken) is { } written
                    && written.At > use.At
                    && !written.IsOfOtherClock(use.At.UtcTicks)
                )
            )
            {
                batch
                    .Require(IdentityRows.Key(id), key)
                    .Put(RowFamily.Record, IdentityRows.KeyUse(id), KeyUseCodec.Encode(use));
            }
        }

        return batch.Changes.Count == 0 || await _rows.ApplyBesideAsync(batch, cancellationToken);
    }

    /// <summary>A row that cannot be read says nothing, and is replaced by the next use; a check names it.</summary>
    private async ValueTask<KeyUse?> FindWrittenAsync(string id, CancellationToken cancellationToken) =>
        await _rows.GetAsync(IdentityRows.KeyUse(id), cancellationToken) is { } row
            ? Readable.TryDecode(() => KeyUseCodec.Decode(row), out _)
            : null;
}
