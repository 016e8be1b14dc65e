using Ossa.Engine.Checking;
using Ossa.Engine.Records;
using Ossa.Protocol.Errors;
using Ossa.Storage;

namespace Ossa.Engine.Links;

/// <summary>
/// Keeps which signed URLs are denied. Nobody need have told the server of a URL before. A counter tells whether there are any at all, so that
/// where there are none a request pays for one look.
/// </summary>
public sealed class DeniedUrlStore
{
    private const byte Format = 1;
    private const int FingerprintCharacters = 32;

    private static readonly byte[] Count = LinkRows.DeniedCount;

    private readonly LinkRows _rows;
    private readonly TimeProvider _time;

    internal DeniedUrlStore(LinkRows rows, TimeProvider time)
    {
        _rows = rows;
        _time = time;
    }

    /// <summary>Denies a URL until it ends, from the next request on. One that is denied stays so.</summary>
    /// <param name="fingerprint">Tells the URL: 32 hexadecimal digits in lower case.</param>
    /// <param name="expiresAt">When it ends by itself, in the future.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OssException">This is no fingerprint, the URL has ended, or too many are denied.</exception>
    public async ValueTask<DeniedUrl> DenyAsync(
        string fingerprint,
        DateTimeOffset expiresAt,
        CancellationToken cancellationToken
    )
    {
        var now = _time.GetUtcNow();
        Require(IsFingerprint(fingerprint), "Signature");
        Require(expiresAt > now, "Until");
        var key = LinkRows.Denied(fingerprint);
        while (true)
        {
            if (await _rows.GetAsync(key, cancellationToken) is { } present)
            {
                return Decode(fingerprint, present);
            }

            var count = await _rows.GetAsync(Count, cancellationToken);
            Require(CounterValue.Read(count) < Limits.MaxDeniedUrls, "Signature");
            var denied = new DeniedUrl(fingerprint, now, expiresAt);
            var batch = new WriteBatch()
                .Require(key, null)
                .Require(Count, count)
                .Put(RowFamily.Record, key, Encode(denied))
                .Increment(Count, 1);
            if (await _rows.ApplyAsync(batch, cancellationToken))
            {
                return denied;
            }
        }
    }

    /// <summary>Denies a URL no longer.</summary>
    /// <exception cref="OssException">It is not denied.</exception>
    public async ValueTask AllowAsync(string fingerprint, CancellationToken cancellationToken)
    {
        if (!IsFingerprint(fingerprint) || !await RemoveAsync(LinkRows.Denied(fingerprint), null, cancellationToken))
        {
            throw new OssException(LinkErrors.NotDenied, "Signature", fingerprint);
        }
    }

    /// <summary>Whether any URL may be denied at all.</summary>
    public async ValueTask<bool> AnyAsync(CancellationToken cancellationToken) =>
        CounterValue.Read(await _rows.GetAsync(Count, cancellationToken)) > 0;

    /// <summary>Whether a URL is denied.</summary>
    public async ValueTask<bool> IsDeniedAsync(string fingerprint, CancellationToken cancellationToken) =>
        await _rows.GetAsync(LinkRows.Denied(fingerprint), cancellationToken) is not null;

    /// <summary>All of them that have not ended.</summary>
    public IAsyncEnumerable<DeniedUrl> ListAsync(CancellationToken cancellationToken) =>
        _rows
            .ScanAsync(LinkRows.DeniedPrefix, cancellationToken)
            .Select(row => Decode(LinkRows.FingerprintOf(row.Key), row.Value))
            .Where(denied => denied.ExpiresAt > _time.GetUtcNow());

    /// <summary>Forgets those that have ended. One whose end cannot be read stays denied.</summary>
    internal async ValueTask SweepAsync(CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        await foreach (var row in _rows.ScanAsync(LinkRows.DeniedPrefix, cancellationToken))
        {
            if (now >= Readable.TryDecode(() => Decode("", row.Value), out _)?.ExpiresAt)
            {
                await RemoveAsync(row.Key, row.Value, cancellationToken);
            }
        }
    }

    /// <summary>Removes one, or only if it is as it was seen.</summary>
    private async ValueTask<bool> RemoveAsync(byte[] key, byte[]? seen, CancellationToken cancellationToken)
    {
        while (await _rows.GetAsync(key, cancellationToken) is { } row && (seen is null || row.SequenceEqual(seen)))
        {
            var batch = new WriteBatch().Require(key, row).Delete(RowFamily.Record, key).Increment(Count, -1);
            if (await _rows.ApplyAsync(batch, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    private static byte[] Encode(DeniedUrl denied) =>
        new RecordWriter(Format).Number(1, denied.DeniedAt.UtcTicks).Number(2, denied.ExpiresAt.UtcTicks).ToArray();

    internal static DeniedUrl Decode(string fingerprint, ReadOnlySpan<byte> row)
    {
        var denied = new DeniedUrl(fingerprint, default, default);
        var reader = new RecordReader(row, Format);
        while (reader.Next())
        {
            denied = reader.Tag switch
            {
                1 => denied with { DeniedAt = new DateTimeOffset((long)reader.Number(), TimeSpan.Zero) },
                2 => denied with { ExpiresAt = new DateTimeOffset((long)reader.Number(), TimeSpan.Zero) },
                _ => denied,
            };
        }

        return denied;
    }

    private static bool IsFingerprint(string text) =>
        text.Length == FingerprintCharacters && text.All(char.IsAsciiHexDigitLower);

    private static void Require(bool holds, string argument)
    {
        if (!holds)
        {
            throw new OssException(LinkErrors.InvalidArgument, "ArgumentName", argument);
        }
    }
}
