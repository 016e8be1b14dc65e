using System.Globalization;
using Ossa.Engine.Buckets;
using Ossa.Engine.Encryption;
using Ossa.Engine.Identity;
using Ossa.Engine.Pacing;
using Ossa.Engine.Versions;
using Ossa.Protocol.Errors;
using Ossa.Storage;

namespace Ossa.Engine.Rewrapping;

/// <summary>
/// Wraps all keys anew that a master key of before has wrapped, so that it can be retired. Nothing of a pass is kept: the next one finds what
/// is left to do.
/// </summary>
public sealed class Rewrapper : IDisposable
{
    /// <summary>How often the background looks whether a key was rotated.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>How many records a pass in the background looks at in a second.</summary>
    private const long RecordsPerSecond = 5_000;

    private readonly IMetadataStore _metadata;
    private readonly BucketCatalog _buckets;
    private readonly KeyringStore _keyring;
    private readonly BodyKeys _bodyKeys;
    private readonly KeyCommitter _committer;
    private readonly IReadOnlyList<ISealedSecrets> _secrets;
    private readonly SessionStore _sessions;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _passing = new(1, 1);
    private readonly Lock _lock = new();
    private RewrapFigures _total;
    private volatile bool _isRunning;

    internal Rewrapper(
        IMetadataStore metadata,
        BucketCatalog buckets,
        KeyringStore keyring,
        BodyKeys bodyKeys,
        KeyCommitter committer,
        IReadOnlyList<ISealedSecrets> secrets,
        SessionStore sessions,
        TimeProvider time
    )
    {
        _metadata = metadata;
        _buckets = buckets;
        _keyring = keyring;
        _bodyKeys = bodyKeys;
        _committer = committer;
        _secrets = secrets;
        _sessions = sessions;
        _time = time;
    }

    /// <summary>Whether a pass is under way.</summary>
    public bool IsRunning => _isRunning;

    /// <summary>What passes have done since the store was opened.</summary>
    public RewrapFigures Total
    {
        get
        {
            lock (_lock)
            {
                return _total;
            }
        }
    }

    /// <summary>Goes over all records after each rotation, slowly, until cancelled. After a failure it may be called again.</summary>
    public async Task RunAsync(IRewrapReport report, CancellationToken cancellationToken)
    {
        var done = "";
        while (true)
        {
            await Task.Delay(Interval, _time, cancellationToken);
            if (await FindRotationAsync(cancellationToken) is { } rotation && rotation != done)
            {
                var pace = new Pace(RecordsPerSecond, _time);
                report.Ended(await RewrapAsync(pace.WaitAsync, cancellationToken));
                done = rotation;
            }
        }
    }

    /// <summary>Goes over all records once.</summary>
    /// <exception cref="KeyringException">The store has a keyring, and it is not at hand.</exception>
    public Task<RewrapFigures> RewrapAsync(CancellationToken cancellationToken) =>
        RewrapAsync((_, _) => ValueTask.CompletedTask, cancellationToken);

    /// <summary>Takes a master key out of the keyring for good. Backups from before need it still.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="endSessions">Whether sessions of roles may end by it, whose tokens it has sealed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">
    /// There is no such key, it wraps what is written now, or something that is stored or a session needs it.
    /// </exception>
    /// <exception cref="KeyringException">The store has a keyring, and it is not at hand.</exception>
    public async Task<IReadOnlyList<KeyDescription>> RetireAsync(
        string id,
        bool endSessions,
        CancellationToken cancellationToken
    )
    {
        if (!BlobId.TryParse(id, out var master))
        {
            throw new ArgumentException($"'{id}' is no master key: it has 32 hexadecimal digits.");
        }

        await _passing.WaitAsync(cancellationToken);
        try
        {
            var (chain, key) = (await _keyring.FindAsync(cancellationToken) ?? Keyring.New()).RequireReplaced(master);
            if (!endSessions)
            {
                await RequireNoSessionAsync(chain, key, cancellationToken);
            }

            // Nothing new is wrapped by it. Whoever has something of it in hand either stores it before the search, or has it from where the search
            // finds it.
            await _keyring.Writes.DrainAsync(cancellationToken);
            var use = await new MasterKeySearch(_metadata, _buckets, _secrets).FindUseAsync(master, cancellationToken);
            return use is null
                ? await _keyring.RemoveAsync(master, cancellationToken)
                : throw new ArgumentException(
                    $"The master key {master} is needed still: {use}. Run 'ossa keyring rewrap'."
                );
        }
        finally
        {
            _passing.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _passing.Dispose();

    private async ValueTask RequireNoSessionAsync(KeyChain chain, MasterKey key, CancellationToken cancellationToken)
    {
        if (await _sessions.FindEndAsync(chain, key, _time.GetUtcNow(), cancellationToken) is { } end)
        {
            var time = end.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            throw new ArgumentException(
                $"Sessions of roles may have tokens that the master key {key.Id} sealed, until {time}. Wait for that, or end them by 'ossa keyring retire-now'."
            );
        }
    }

    private async Task<RewrapFigures> RewrapAsync(
        Func<int, CancellationToken, ValueTask> pace,
        CancellationToken cancellationToken
    )
    {
        await _passing.WaitAsync(cancellationToken);
        _isRunning = true;
        try
        {
            var figures = new RewrapFigures();
            foreach (var secrets in _secrets)
            {
                await foreach (var (name, secret) in secrets.ListSecretsAsync(cancellationToken))
                {
                    await pace(1, cancellationToken);
                    figures += await TryAsync(async () =>
                        await IsOldAsync(
                            SecretSealer.MasterOf(
                                name,
                                secret ?? throw new InvalidDataException($"The secret of {name} cannot be read.")
                            ),
                            cancellationToken
                        ) && await secrets.RenewSecretAsync(name, cancellationToken)
                    );
                }
            }

            await foreach (var bucket in _buckets.ListAllAsync(cancellationToken))
            {
                figures += await RewrapAsync(bucket, pace, cancellationToken);
            }

            return figures;
        }
        finally
        {
            _isRunning = false;
            _passing.Release();
        }
    }

    private async Task<RewrapFigures> RewrapAsync(
        Bucket bucket,
        Func<int, CancellationToken, ValueTask> pace,
        CancellationToken cancellationToken
    )
    {
        var rewrap = new BucketRewrap(_metadata, bucket, _bodyKeys, _committer);
        var figures = new RewrapFigures();
        try
        {
            await foreach (var place in new WrappedKeyWalk(_metadata, bucket.Partition).WalkAsync(cancellationToken))
            {
                await pace(1, cancellationToken);
                figures += await TryAsync(async () =>
                {
                    foreach (var master in place.Masters ?? throw new InvalidDataException("The record is damaged."))
                    {
                        if (await IsOldAsync(master, cancellationToken))
                        {
                            return await rewrap.RewrapAsync(place, cancellationToken);
                        }
                    }

                    return false;
                });
            }
        }
        catch (OssException gone) when (gone.Error == OssErrors.NoSuchBucket)
        {
            // It was deleted meanwhile, and nobody opens anything of it any more.
        }

        return figures;
    }

    /// <summary>What is damaged stays as it is, for the check to name; the rest is gone over all the same.</summary>
    private async ValueTask<RewrapFigures> TryAsync(Func<ValueTask<bool>> rewrap)
    {
        RewrapFigures figures;
        try
        {
            figures = new RewrapFigures(1, await rewrap() ? 1 : 0, 0);
        }
        catch (Exception damage) when (damage is InvalidDataException or DamagedBlobException or KeyringException)
        {
            figures = new RewrapFigures(1, 0, 1);
        }

        lock (_lock)
        {
            _total += figures;
        }

        return figures;
    }

    private async ValueTask<bool> IsOldAsync(BlobId master, CancellationToken cancellationToken) =>
        await _keyring.SuccessorAsync(master, cancellationToken) is not null;

    /// <summary>What tells this state of all chains from another one, or null while none has a key of before, or the keyring is not at hand.</summary>
    private async ValueTask<string?> FindRotationAsync(CancellationToken cancellationToken)
    {
        if (await _keyring.ExplainAbsenceAsync(cancellationToken) is not null)
        {
            return null;
        }

        var chains = (await _keyring.FindAsync(cancellationToken))?.Chains ?? [];
        return chains.All(chain => chain.Keys.Count == 1)
            ? null
            : string.Join(' ', chains.Select(chain => chain.Current.Id));
    }
}
