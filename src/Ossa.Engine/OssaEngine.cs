using Ossa.Engine.Access;
using Ossa.Engine.Accounts;
using Ossa.Engine.Appending;
using Ossa.Engine.Archives;
using Ossa.Engine.Bodies;
using Ossa.Engine.Buckets;
using Ossa.Engine.Checking;
using Ossa.Engine.Domains;
using Ossa.Engine.Encryption;
using Ossa.Engine.Formats;
using Ossa.Engine.Garbage;
using Ossa.Engine.Identity;
using Ossa.Engine.Lifecycle;
using Ossa.Engine.Links;
using Ossa.Engine.Listing;
using Ossa.Engine.Multipart;
using Ossa.Engine.Objects;
using Ossa.Engine.Retention;
using Ossa.Engine.Rewrapping;
using Ossa.Engine.Scrubbing;
using Ossa.Engine.Sharing;
using Ossa.Engine.Statistics;
using Ossa.Engine.Versions;
using Ossa.Storage;

namespace Ossa.Engine;

/// <summary>What an object store means, over any storage engine: buckets, objects, listings, and the collector behind them.</summary>
public sealed class OssaEngine : IAsyncDisposable
{
    private readonly StorageEngine _storage;
    private readonly IdentityStores _identities;

    private OssaEngine(StorageEngine storage, string rootAccount, EngineOptions options, TimeProvider time)
    {
        _storage = storage;
        AccountId = rootAccount;
        Options = options;
        var metadata = storage.Metadata;
        var garbage = new GarbageQueue();
        var pins = new BodyPins();
        var holders = new BlobHolders(storage);
        var releaser = new Releaser(metadata, holders);
        var intents = new Intents(metadata, releaser);
        Keyring = new KeyringStore(storage, time);
        var bodyKeys = new BodyKeys(Keyring);
        var stager = new BodyStager(storage, bodyKeys, intents, options);
        var reader = new ObjectReader(metadata, new BodyOpener(storage, bodyKeys, pins, garbage));
        var keys = new KeyCommitter(metadata, garbage, time);
        var sharer = new BodySharer(storage, reader, bodyKeys, stager, intents, holders);
        var quota = new Quota(metadata, options);
        AccountSettings = new AccountSettingsStore(metadata, rootAccount);
        BucketPolicies = new BucketPolicyStore(metadata);
        Cnames = new CnameStore(metadata, time);
        CnameTokens = new CnameTokenStore(metadata, Cnames, time);
        var sealer = new SecretSealer(Keyring, SecretSealer.Stored);
        var tokens = new SecretSealer(Keyring, SecretSealer.Tokens);
        var rows = new IdentityRows(metadata);
        Accounts = new AccountStore(metadata, rows, sealer, rootAccount, time);
        _identities = new IdentityStores(rows, Accounts, rootAccount, sealer, tokens, time);
        var links = new LinkRows(metadata);
        Links = new LinkStore(links, sealer, time);
        LinkMeter = new LinkMeter(links, time);
        DeniedUrls = new DeniedUrlStore(links, time);
        Buckets = new BucketCatalog(metadata, rootAccount, time);
        Lifecycles = new LifecycleStore(metadata);
        Retention = new RetentionStore(Buckets, time);
        Objects = new ObjectStore(metadata, reader, bodyKeys, stager, keys, sharer, quota, time);
        Symlinks = new SymlinkStore(Objects, quota);
        Restorer = new ObjectRestorer(Objects, options, time);
        Appender = new ObjectAppender(storage, Objects, reader, bodyKeys, stager, keys, quota, time);
        Uploads = new MultipartStore(metadata, bodyKeys, stager, Objects, garbage, quota, time);
        Listing = new ObjectListing(metadata);
        Versions = new VersionListing(metadata);
        UploadListing = new UploadListing(metadata);
        Statistics = new StatisticsReader(metadata);
        LifecycleRunner = new LifecycleRunner(
            metadata,
            Buckets,
            Lifecycles,
            UploadListing,
            new LifecycleActor(keys, Uploads, time),
            options,
            time
        );
        var abandoned = new AbandonedUploads(metadata, Buckets, Uploads, options, time);
        Check = new StoreCheck(storage);
        Scrubber = new Scrubber(metadata, Check, options, time);
        Rewrapper = new Rewrapper(
            metadata,
            Buckets,
            Keyring,
            bodyKeys,
            keys,
            [_identities.Secrets, Links],
            Identities.Sessions,
            time
        );
        Collector = new GarbageCollector(
            metadata,
            Buckets,
            garbage,
            new QueueCollector(metadata, releaser, pins),
            intents,
            abandoned,
            new LinkSweep(links, DeniedUrls, time),
            time
        );
    }

    /// <summary>The further accounts.</summary>
    public AccountStore Accounts { get; }

    /// <summary>What holds for all buckets of an account.</summary>
    public AccountSettingsStore AccountSettings { get; }

    /// <summary>Who there is in the first account beside its root.</summary>
    public IdentityStore Identities => _identities.Root;

    /// <summary>When the access keys of all accounts were used last.</summary>
    public KeyUses KeyUses => _identities.KeyUses;

    /// <summary>The signed URLs that their owners can still control.</summary>
    public LinkStore Links { get; }

    /// <summary>What is used of them.</summary>
    public LinkMeter LinkMeter { get; }

    /// <summary>The signed URLs that were denied one by one.</summary>
    public DeniedUrlStore DeniedUrls { get; }

    /// <summary>The keys of encrypted objects.</summary>
    public KeyringStore Keyring { get; }

    /// <summary>The policies of buckets.</summary>
    public BucketPolicyStore BucketPolicies { get; }

    /// <summary>The domains that lead to buckets.</summary>
    public CnameStore Cnames { get; }

    /// <summary>By what the owners of buckets show whose a domain is.</summary>
    public CnameTokenStore CnameTokens { get; }

    /// <summary>The buckets.</summary>
    public BucketCatalog Buckets { get; }

    /// <summary>The lifecycle rules of buckets.</summary>
    public LifecycleStore Lifecycles { get; }

    /// <summary>The retention policies of buckets.</summary>
    public RetentionStore Retention { get; }

    /// <summary>The objects in them.</summary>
    public ObjectStore Objects { get; }

    /// <summary>Writes symbolic links.</summary>
    public SymlinkStore Symlinks { get; }

    /// <summary>Restores archived objects.</summary>
    public ObjectRestorer Restorer { get; }

    /// <summary>Appends to objects.</summary>
    public ObjectAppender Appender { get; }

    /// <summary>Uploads in parts.</summary>
    public MultipartStore Uploads { get; }

    /// <summary>Listings of objects.</summary>
    public ObjectListing Listing { get; }

    /// <summary>Listings of versions.</summary>
    public VersionListing Versions { get; }

    /// <summary>Listings of unfinished uploads.</summary>
    public UploadListing UploadListing { get; }

    /// <summary>What buckets hold.</summary>
    public StatisticsReader Statistics { get; }

    /// <summary>Frees what no record uses.</summary>
    public GarbageCollector Collector { get; }

    /// <summary>Looks for damage in all of it.</summary>
    public StoreCheck Check { get; }

    /// <summary>Looks for damage in the background.</summary>
    public Scrubber Scrubber { get; }

    /// <summary>Wraps keys anew after a rotation, and retires master keys.</summary>
    public Rewrapper Rewrapper { get; }

    /// <summary>Goes over the lifecycle rules.</summary>
    public LifecycleRunner LifecycleRunner { get; }

    /// <summary>What the operator has set.</summary>
    public EngineOptions Options { get; }

    /// <summary>The first account, of whoever runs the server; whatever names no account is of this one.</summary>
    public string AccountId { get; }

    /// <summary>Why writes are refused, or null while they are accepted.</summary>
    public string? ReadOnlyReason => _storage.ReadOnlyReason();

    /// <summary>How often what is kept of rows, keys, policies and files spared reading or understanding them.</summary>
    public IEnumerable<CacheFigures> Caches
    {
        get
        {
            CacheCounter[] all =
            [
                .. _identities.Counters,
                Buckets.Counter,
                BucketPolicies.Counter,
                .. _storage.Blobs.Caches,
            ];
            return all.Select(CacheFigures.Of);
        }
    }

    /// <summary>What the store tells of itself now, or null when it keeps nothing on a disk.</summary>
    public EngineFigures? Figures => _storage.Figures() is { } figures ? EngineFigures.Of(figures) : null;

    /// <summary>Takes over a storage engine: recovers what a crash interrupted, then is ready for requests.</summary>
    public static async Task<OssaEngine> OpenAsync(
        StorageEngine storage,
        EngineOptions options,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var rootAccount = await RootAccount.EnsureAsync(storage.Metadata, cancellationToken);
        var engine = new OssaEngine(storage, rootAccount, options, time);
        await new Migration(storage, engine.Keyring, engine.Buckets).RunAsync(cancellationToken);
        await engine.Buckets.ReopenAllAsync(cancellationToken);
        await engine.Scrubber.LoadAsync(cancellationToken);
        return engine;
    }

    /// <summary>Who there is in an account beside its root.</summary>
    public IdentityStore IdentitiesOf(string accountId) => _identities.Of(accountId);

    /// <summary>
    /// Copies the store as it is at one moment into a new directory, while requests go on; null when it keeps nothing on a disk. Neither the
    /// root key nor the keyring is part of it.
    /// </summary>
    /// <exception cref="IOException">The directory exists, or cannot be written; nothing is left of it.</exception>
    public async Task<EngineBackup?> BackUpAsync(string directory, CancellationToken cancellationToken) =>
        _storage.BackUp is { } backUp ? EngineBackup.Of(await backUp(directory, cancellationToken)) : null;

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        Rewrapper.Dispose();
        Keyring.Dispose();
        return _storage.DisposeAsync();
    }
}
