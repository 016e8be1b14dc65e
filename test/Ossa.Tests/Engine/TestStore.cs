using Microsoft.Extensions.Time.Testing;
using Ossa.Engine;
using Ossa.Engine.Bodies;
using Ossa.Engine.Buckets;
using Ossa.Engine.Multipart;
using Ossa.Engine.Objects;
using Ossa.Engine.Versions;
using Ossa.Protocol.Access;
using Ossa.Storage;
using Ossa.Storage.Checking;
using Ossa.Storage.InMemory;
using Ossa.Storage.Local;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Engine;

/// <summary>A store with one bucket, over the storage engine that a test names.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly EngineKind _kind;
    private readonly EngineOptions _options;

    private TestStore(EngineKind kind, EngineOptions options) => (_kind, _options) = (kind, options);

    public static TheoryData<EngineKind> Kinds => [.. Enum.GetValues<EngineKind>()];

    /// <summary>The data directory of the local engine.</summary>
    public string Path => _directory.Path;

    public FakeTimeProvider Time { get; private set; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public StorageEngine Storage { get; private set; } = null!;

    public OssaEngine Engine { get; private set; } = null!;

    public Bucket Bucket { get; set; } = null!;

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task<TestStore> OpenAsync(EngineKind kind) => OpenAsync(kind, new EngineOptions());

    public static async Task<TestStore> OpenAsync(EngineKind kind, EngineOptions options)
    {
        var store = new TestStore(kind, options);
        await store.OpenAsync();
        store.Bucket = await store.Engine.Buckets.CreateAsync(
            "bucket",
            store.Engine.AccountId,
            CannedAcl.Private,
            "Standard",
            "LRS",
            Cancel
        );
        return store;
    }

    /// <summary>Closes and opens again, as after a stop of the server.</summary>
    /// <param name="clockStepsBack">By how much the clock was set back in between.</param>
    public async Task ReopenAsync(TimeSpan clockStepsBack = default)
    {
        Time = new FakeTimeProvider(Time.GetUtcNow() - clockStepsBack);
        // The engines in memory forget everything when closed, so that only the one above them starts anew.
        if (_kind == EngineKind.Local)
        {
            await WhileClosedAsync(() => Task.CompletedTask);
        }
        else
        {
            Engine = await OssaEngine.OpenAsync(Storage, _options, Time, Cancel);
            Bucket = await Engine.Buckets.GetAsync("bucket", Cancel);
        }
    }

    /// <summary>Acts while the local engine is closed, and nobody writes to its directory or deletes from it.</summary>
    public async Task WhileClosedAsync(Func<Task> act)
    {
        await Engine.DisposeAsync();
        try
        {
            await act();
        }
        finally
        {
            await OpenAsync();
            Bucket = await Engine.Buckets.GetAsync("bucket", Cancel);
        }
    }

    public async Task SwitchAsync(VersioningState versioning)
    {
        await Engine.Buckets.SetVersioningAsync(Bucket, versioning, Cancel);
        Bucket = await Engine.Buckets.GetAsync("bucket", Cancel);
    }

    public ValueTask<ObjectRecord> PutAsync(string key, byte[] body) => PutAsync(key, body, new NewObject());

    public ValueTask<ObjectRecord> PutAsync(string key, byte[] body, NewObject wanted) =>
        Engine.Objects.PutAsync(Bucket, key, wanted, ReadFrom(body), Cancel);

    public ValueTask<ObjectRecord> AppendAsync(string key, long position, byte[] body) =>
        Engine.Appender.AppendAsync(
            Bucket,
            key,
            position,
            new NewObject { ExpectedBytes = body.Length },
            ReadFrom(body),
            Cancel
        );

    public ValueTask<PartRecord?> PutPartAsync(UploadRecord upload, int number, byte[] body) =>
        Engine.Uploads.PutPartAsync(Bucket, upload, number, null, null, ReadFrom(body), Cancel);

    public async Task<ObjectRecord> CopyAsync(string from, string to, VersionId? version = null)
    {
        await using var source = await Engine.Objects.OpenAsync(Bucket, from, version, Cancel);
        return await Engine.Objects.CopyAsync(source!, Bucket, to, new NewObject(), Cancel);
    }

    public async Task<byte[]?> ReadAsync(string key, VersionId? version = null)
    {
        await using var found = await Engine.Objects.OpenAsync(Bucket, key, version, Cancel);
        return found is null ? null : await ReadAllAsync(found.Body);
    }

    public static async Task<byte[]> ReadAllAsync(ObjectBody body)
    {
        var bytes = new byte[body.Length];
        for (var filled = 0; filled < bytes.Length; )
        {
            var count = await body.ReadAsync(filled, bytes.AsMemory(filled), Cancel);
            Assert.NotEqual(0, count);
            filled += count;
        }

        return bytes;
    }

    public async Task<int> CountBlobsAsync()
    {
        var count = 0;
        await foreach (var _ in Storage.Blobs.ListAsync(Cancel))
        {
            count++;
        }

        return count;
    }

    /// <summary>All rows of the bucket's partition in one family.</summary>
    public async Task<IReadOnlyList<Row>> RowsAsync(RowFamily family) =>
        await Storage.Metadata.ScanAsync(Bucket.Partition, family, new KeyRange(default, null), 10_000, Cancel);

    public static ReadBody ReadFrom(byte[] body)
    {
        var at = 0;
        return (buffer, _) =>
        {
            // Arrives in odd runs, as from a network.
            var count = Math.Min(Math.Min(buffer.Length, body.Length - at), 7_777);
            body.AsMemory(at, count).CopyTo(buffer);
            at += count;
            return ValueTask.FromResult(count);
        };
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        _directory.Dispose();
    }

    private async Task OpenAsync()
    {
        Storage = _kind switch
        {
            EngineKind.Local => await LocalEngine.OpenAsync(new() { Directory = _directory.Path }, Cancel),
            EngineKind.Checking => CheckingEngine.Over(InMemoryEngine.Create(), seed: 11, guardFailureRate: 0.2),
            _ => InMemoryEngine.Create(),
        };
        Engine = await OssaEngine.OpenAsync(Storage, _options, Time, Cancel);
    }
}
