using System.Collections.Concurrent;
using Ossa.Protocol.Errors;
using Ossa.Storage;

namespace Ossa.Engine.Encryption;

/// <summary>
/// The keyring of a store: made when the first key is needed, and never again. The store remembers which one is its own, so that one that is
/// lost or another one's is told rather than replaced.
/// </summary>
public sealed class KeyringStore : IDisposable
{
    private readonly KeyringFile _file;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _changing = new(1, 1);
    private readonly ConcurrentDictionary<BlobId, (KeyChain Chain, MasterKey Key)> _retired = new();
    private volatile Keyring? _keyring;
    private volatile bool _isNoted;

    /// <summary>Whether this process wrote what it knows. What it only read is not sure to outlast a power loss: a sync may have failed.</summary>
    private volatile bool _isDurable;

    internal KeyringStore(StorageEngine storage, TimeProvider time)
    {
        _file = new KeyringFile(storage.Metadata, storage.Keyring);
        _time = time;
    }

    /// <summary>The writes under way that may hold keys which were wrapped before.</summary>
    internal WritesUnderWay Writes { get; } = new();

    /// <summary>The keyring of a store over which no engine is open.</summary>
    public static KeyringStore Of(StorageEngine storage, TimeProvider time) => new(storage, time);

    /// <summary>Whether a key may be called this: 1 to 128 letters, digits, '/', '_', '.' and '-', first a letter or digit.</summary>
    public static bool IsKeyName(string name) => KeyChain.IsName(name);

    /// <summary>What is in the keyring, without its secrets; empty where none was needed yet.</summary>
    /// <exception cref="KeyringException">The store has one, and it is not at hand.</exception>
    public async ValueTask<IReadOnlyList<KeyDescription>> ListAsync(CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken) is { } keyring ? keyring.Describe() : [];

    /// <summary>Makes a key that encrypted objects can name.</summary>
    /// <exception cref="ArgumentException">It is no name of a key, or taken.</exception>
    /// <exception cref="KeyringException">The store has a keyring, and it is not at hand.</exception>
    public ValueTask<IReadOnlyList<KeyDescription>> CreateAsync(string name, CancellationToken cancellationToken) =>
        !KeyChain.IsName(name)
            ? throw new ArgumentException(
                "A key's name has 1 to 128 letters, digits, '/', '_', '.' and '-', and begins with a letter or digit."
            )
            : ChangeAsync(
                keyring =>
                    keyring.Find(name) is null
                        ? keyring.With(NewChain(name))
                        : throw new ArgumentException($"There is a key '{name}' already."),
                cancellationToken
            );

    /// <summary>Adds a master key to a chain, for all that is written from now on; older ones go on opening what they wrapped.</summary>
    /// <param name="name">The name of the key, or null for the server's own.</param>
    /// <param name="cancellationToken">Gives up before the keyring is written.</param>
    /// <exception cref="ArgumentException">There is no such key.</exception>
    /// <exception cref="KeyringException">The store has a keyring, and it is not at hand.</exception>
    public ValueTask<IReadOnlyList<KeyDescription>> RotateAsync(string? name, CancellationToken cancellationToken) =>
        ChangeAsync(
            keyring =>
                (name, keyring.Find(name ?? KeyChain.OwnName)) switch
                {
                    (_, { } chain) => keyring.With(
                        chain with
                        {
                            Keys = [.. chain.Keys, MasterKey.New(_time.GetUtcNow())],
                        }
                    ),
                    (null, null) => keyring.With(NewChain(KeyChain.OwnName)),
                    _ => throw NoSuchKey(name!),
                },
            cancellationToken
        );

    /// <summary>Lets a named key be used, or not: what it encrypted can then be neither read nor written.</summary>
    /// <exception cref="ArgumentException">There is no such key.</exception>
    /// <exception cref="KeyringException">The store has a keyring, and it is not at hand.</exception>
    public ValueTask<IReadOnlyList<KeyDescription>> EnableAsync(
        string name,
        bool enabled,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            keyring =>
                name != KeyChain.OwnName && keyring.Find(name) is { } chain
                    ? keyring.With(chain with { IsEnabled = enabled })
                    : throw NoSuchKey(name),
            cancellationToken
        );

    /// <summary>Why encrypted objects can be neither read nor written, or null where they can.</summary>
    public async ValueTask<string?> ExplainAbsenceAsync(CancellationToken cancellationToken)
    {
        try
        {
            await FindAsync(cancellationToken);
            return null;
        }
        catch (KeyringException absent)
        {
            return absent.Message;
        }
    }

    /// <summary>The key that wraps what is written under a name now. The server's own and the default one are made when they are first needed.</summary>
    /// <exception cref="OssException">There is no such key, or it is disabled.</exception>
    /// <exception cref="KeyringException">The store has a keyring, and it is not at hand.</exception>
    internal async ValueTask<MasterKey> CurrentAsync(string name, CancellationToken cancellationToken)
    {
        var chain = (await FindAsync(cancellationToken))?.Find(name);
        var isMade = chain is null && name is KeyChain.OwnName or ObjectEncryption.DefaultKeyName;
        // A crash may have come between a keyring and the note of it, or its sync failed, or somebody has brought one along.
        if (isMade || (chain is not null && !(_isNoted && _isDurable)))
        {
            var keyring = await UpdateAsync(
                present => present.Find(name) is null ? present.With(NewChain(name)) : present,
                cancellationToken
            );
            chain = keyring.Find(name);
        }

        return chain switch
        {
            null => throw new OssException(OssErrors.UnknownEncryptionKey, "KeyId", name),
            { IsEnabled: false } => throw new OssException(OssErrors.EncryptionKeyDisabled, "KeyId", name),
            _ => chain.Current,
        };
    }

    /// <summary>A master key that wrapped something, with its chain.</summary>
    /// <exception cref="KeyringException">The keyring is not at hand, or has no such key.</exception>
    internal async ValueTask<(KeyChain Chain, MasterKey Key)> GetAsync(
        BlobId master,
        CancellationToken cancellationToken
    )
    {
        if ((await FindAsync(cancellationToken))?.Find(master) is { } known)
        {
            return known;
        }

        // Whoever reads on from before its retirement has its name still.
        if (_retired.TryGetValue(master, out var retired))
        {
            return retired;
        }

        // An operator may have put a newer one in its place.
        var reloaded = await ReloadAsync(cancellationToken);
        return reloaded?.Find(master)
            ?? throw new KeyringException(
                $"The keyring {_file.Place} has no key {master}: it is older than what is stored. Put the newest copy of it in place."
            );
    }

    /// <summary>The key that now wraps what a master key wrapped, durable already; null where it still is that one.</summary>
    /// <exception cref="KeyringException">The keyring is not at hand, or has no such key.</exception>
    internal async ValueTask<MasterKey?> SuccessorAsync(BlobId master, CancellationToken cancellationToken)
    {
        var (chain, _) = await GetAsync(master, cancellationToken);
        if (chain.Current.Id == master)
        {
            return null;
        }

        if (!_isDurable)
        {
            chain = (await UpdateAsync(present => present, cancellationToken)).Find(chain.Name)!;
        }

        return chain.Current;
    }

    /// <summary>Takes a master key out for good. The caller sees to it that it has wrapped nothing that is stored, nor will be.</summary>
    /// <exception cref="ArgumentException">There is no such key, or it wraps what is written now.</exception>
    /// <exception cref="KeyringException">The keyring is not at hand.</exception>
    internal async ValueTask<IReadOnlyList<KeyDescription>> RemoveAsync(
        BlobId master,
        CancellationToken cancellationToken
    )
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            var present = (await LoadAsync(cancellationToken)).Keyring;
            var (chain, key) = (present ?? Keyring.New()).RequireReplaced(master);
            var changed = present!.With(chain with { Keys = [.. chain.Keys.Where(other => other != key)] });
            _retired[master] = (chain, key);
            // Known as gone before it is: a file that lacks it after a failed write is no older copy then.
            (_isDurable, _keyring) = (false, changed);
            _file.Write(changed);
            _isDurable = true;
            return changed.Describe();
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>The keyring, or null where none was needed yet.</summary>
    internal async ValueTask<Keyring?> FindAsync(CancellationToken cancellationToken)
    {
        if (_keyring is { } known)
        {
            return known;
        }

        return await ReloadAsync(cancellationToken);
    }

    private async ValueTask<Keyring?> ReloadAsync(CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            var (present, isNoted) = await LoadAsync(cancellationToken);
            // It is written before a key of it wraps anything.
            (_isDurable, _keyring, _isNoted) = (false, present, isNoted);
            return present;
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _changing.Dispose();

    private async ValueTask<IReadOnlyList<KeyDescription>> ChangeAsync(
        Func<Keyring, Keyring> change,
        CancellationToken cancellationToken
    ) => (await UpdateAsync(change, cancellationToken)).Describe();

    private async ValueTask<Keyring> UpdateAsync(Func<Keyring, Keyring> change, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            var (present, isNoted) = await LoadAsync(cancellationToken);
            var changed = change(present ?? Keyring.New());
            _file.Write(changed);
            if (!isNoted)
            {
                await _file.NoteAsync(changed, cancellationToken);
            }

            (_keyring, _isNoted, _isDurable) = (changed, true, true);
            return changed;
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Loads the file, which must have all that was used of it before: nobody else has the keys that only this server remembers.</summary>
    private async ValueTask<(Keyring? Keyring, bool IsNoted)> LoadAsync(CancellationToken cancellationToken)
    {
        var loaded = await _file.LoadAsync(cancellationToken);
        return _isNoted && _keyring is { } known && loaded.Keyring?.HasAllOf(known) != true
            ? throw new KeyringException(
                $"The keyring {_file.Place} lacks keys that this server has used: it is an older copy. Put the newest copy of it in place."
            )
            : loaded;
    }

    private KeyChain NewChain(string name) => new(name, IsEnabled: true, [MasterKey.New(_time.GetUtcNow())]);

    private static ArgumentException NoSuchKey(string name) => new($"There is no key '{name}'.");
}
