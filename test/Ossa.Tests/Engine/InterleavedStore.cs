using Microsoft.Extensions.Time.Testing;
using Ossa.Engine;
using Ossa.Engine.Buckets;
using Ossa.Engine.Objects;
using Ossa.Engine.Versions;
using Ossa.Protocol.Access;
using Ossa.Tests.Server;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Engine;

/// <summary>A store in memory with one bucket, where a test can step in between the steps of an operation.</summary>
internal sealed class InterleavedStore : IAsyncDisposable
{
    public const string BucketName = "bucket";

    private InterleavedStore(OssaEngine engine, InterceptedStore rows, FakeTimeProvider time) =>
        (Engine, Rows, Time) = (engine, rows, time);

    public OssaEngine Engine { get; }

    public InterceptedStore Rows { get; }

    public FakeTimeProvider Time { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<InterleavedStore> OpenAsync()
    {
        var (storage, rows) = InterceptedStore.Create();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var engine = await OssaEngine.OpenAsync(storage, new EngineOptions(), time, Cancel);
        await engine.Buckets.CreateAsync(BucketName, engine.AccountId, CannedAcl.Private, "Standard", "LRS", Cancel);
        return new InterleavedStore(engine, rows, time);
    }

    public ValueTask<Bucket> BucketAsync() => Engine.Buckets.GetAsync(BucketName, Cancel);

    public async ValueTask SwitchAsync(VersioningState versioning) =>
        await Engine.Buckets.SetVersioningAsync(await BucketAsync(), versioning, Cancel);

    public async Task<ObjectRecord> PutAsync(string key, byte[] body) =>
        await Engine.Objects.PutAsync(await BucketAsync(), key, new NewObject(), TestStore.ReadFrom(body), Cancel);

    public async Task<string?> ReadAsync(string key, VersionId? version)
    {
        await using var found = await Engine.Objects.OpenAsync(await BucketAsync(), key, version, Cancel);
        return found is null ? null : Bytes.Text(await TestStore.ReadAllAsync(found.Body));
    }

    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}
