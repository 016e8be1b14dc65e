using Ossa.Engine.Checking;
using Ossa.Storage;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Engine.Checking;

/// <summary>A check that goes slowly keeps no space from being freed.</summary>
public sealed class OpenBlobTests
{
    private const int Length = 9_000_000;

    private static CancellationToken Cancel => TestStore.Cancel;

    [Fact]
    public async Task No_blob_is_open_while_a_check_waits()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.Local);
        await store.PutAsync("a", Bytes.Pattern(Length));
        var blobs = new CountedBlobs(store.Storage.Blobs);
        var largest = 0;
        var options = new CheckOptions
        {
            Pace = (count, _) =>
            {
                Assert.Equal(0, blobs.Open);
                largest = Math.Max(largest, count);
                return ValueTask.CompletedTask;
            },
        };
        var figures = await CheckAsync(store.Storage with { Blobs = blobs }, options);
        Assert.Equal((Length, 0L), (figures.Bytes, figures.Findings));
        Assert.InRange(largest, 1, Length / 2);
    }

    [Fact]
    public async Task What_is_deleted_while_a_check_waits_is_gone_at_once_and_no_finding()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.Local);
        await store.PutAsync("a", Bytes.Pattern(Length));
        var options = new CheckOptions
        {
            Pace = async (count, _) =>
            {
                if (count > 1_000_000)
                {
                    await store.Engine.Objects.DeleteAsync(store.Bucket, "a", Cancel);
                    await store.Engine.Collector.CollectAllAsync(Cancel);
                }
            },
        };
        var figures = await CheckAsync(store.Storage, options);
        Assert.Equal(0, figures.Findings);
        Assert.InRange(figures.Bytes, 1, Length / 2);
        Assert.Equal(0, await store.CountBlobsAsync());
    }

    private static async Task<CheckFigures> CheckAsync(StorageEngine storage, CheckOptions options) =>
        await new StoreCheck(storage).RunAsync(options, (_, _) => ValueTask.CompletedTask, Cancel);

    /// <summary>Counts the readers that are open.</summary>
    private sealed class CountedBlobs(IBlobStore inner) : IBlobStore
    {
        public int Open { get; private set; }

        public ValueTask<IBlobWriter> CreateAsync(BlobId id, CancellationToken cancellationToken) =>
            inner.CreateAsync(id, cancellationToken);

        public async ValueTask<IBlobReader?> OpenAsync(BlobId id, CancellationToken cancellationToken)
        {
            var reader = await inner.OpenAsync(id, cancellationToken);
            Open += reader is null ? 0 : 1;
            return reader is null ? null : new Reader(this, reader);
        }

        public ValueTask DeleteAsync(BlobId id, CancellationToken cancellationToken) =>
            inner.DeleteAsync(id, cancellationToken);

        public IAsyncEnumerable<BlobId> ListAsync(CancellationToken cancellationToken) =>
            inner.ListAsync(cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();

        private sealed class Reader(CountedBlobs blobs, IBlobReader inner) : IBlobReader
        {
            public long Length => inner.Length;

            public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken) =>
                inner.ReadAsync(offset, buffer, cancellationToken);

            public ValueTask DisposeAsync()
            {
                blobs.Open--;
                return inner.DisposeAsync();
            }
        }
    }
}
