using Ossa.Engine.Objects;
using Ossa.Storage;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Engine;

public sealed class SharingTests
{
    public static TheoryData<EngineKind> Kinds => TestStore.Kinds;

    private static CancellationToken Cancel => TestStore.Cancel;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Copies_share_their_blob_until_the_last_one_goes(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var body = Bytes.Pattern(300_000);
        await store.PutAsync("a", body);
        await store.CopyAsync("a", "b");
        await store.CopyAsync("b", "c");
        Assert.Equal(1, await store.CountBlobsAsync());

        foreach (var (gone, left) in new[] { ("a", "b"), ("c", "b") })
        {
            await DeleteAsync(store, gone);
            Assert.Equal(1, await store.CountBlobsAsync());
            Assert.Equal(body, await store.ReadAsync(left));
        }

        await store.CopyAsync("b", "d");
        await DeleteAsync(store, "b");
        Assert.Equal(body, await store.ReadAsync("d"));
        await DeleteAsync(store, "d");
        Assert.Equal(0, await store.CountBlobsAsync());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_copy_onto_itself_keeps_its_bytes(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var body = Bytes.Pattern(300_000);
        await store.PutAsync("a", body);
        for (var i = 0; i < 3; i++)
        {
            await store.CopyAsync("a", "a");
            await store.Engine.Collector.CollectNewsAsync(Cancel);
            Assert.Equal(body, await store.ReadAsync("a"));
        }

        await DeleteAsync(store, "a");
        Assert.Equal(0, await store.CountBlobsAsync());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Copies_of_an_object_in_pieces_share_them_all(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var upload = await store.Engine.Uploads.InitiateAsync(store.Bucket, "a", new NewObject(), Cancel);
        await store.PutPartAsync(upload, 1, Bytes.Pattern(200_000, 1));
        await store.PutPartAsync(upload, 2, Bytes.Pattern(200_000, 2));
        await store.PutPartAsync(upload, 3, Bytes.Pattern(1_000, 3));
        await store.Engine.Uploads.CompleteAsync(store.Bucket, upload, null, Cancel);
        var body = await store.ReadAsync("a");

        await store.CopyAsync("a", "b");
        Assert.Equal(2, await store.CountBlobsAsync());
        await DeleteAsync(store, "a");
        Assert.Equal(2, await store.CountBlobsAsync());
        Assert.Equal(body, await store.ReadAsync("b"));
        await DeleteAsync(store, "b");
        Assert.Equal(0, await store.CountBlobsAsync());
        Assert.Empty(await store.RowsAsync(RowFamily.Body));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Copies_race_with_deletions_and_no_copy_loses_its_bytes(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var body = Bytes.Pattern(100_000);
        for (var round = 0; round < 30; round++)
        {
            await store.PutAsync("a", body);
            await using (var source = await store.Engine.Objects.OpenAsync(store.Bucket, "a", null, Cancel))
            {
                var copied = Task.Run(
                    () => store.Engine.Objects.CopyAsync(source!, store.Bucket, "b", new NewObject(), Cancel).AsTask(),
                    Cancel
                );
                var deleted = Task.Run(() => DeleteAsync(store, "a"), Cancel);
                await Task.WhenAll(copied, deleted);
            }

            await store.Engine.Collector.CollectNewsAsync(Cancel);
            Assert.Equal(body, await store.ReadAsync("b"));
            Assert.Equal(1, await store.CountBlobsAsync());
            await DeleteAsync(store, "b");
            Assert.Equal(0, await store.CountBlobsAsync());
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_blob_with_very_many_holders_is_copied_instead(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        await store.PutAsync("a", Bytes.Pattern(70_000));
        for (var i = 0; i < 520; i++)
        {
            await store.CopyAsync("a", $"copy/{i}");
        }

        Assert.InRange(await store.CountBlobsAsync(), 2, 20);
        Assert.Equal(Bytes.Pattern(70_000), await store.ReadAsync("copy/519"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_a_process_left_half_done_is_freed_by_the_next(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        await store.PutAsync("a", Bytes.Pattern(100_000, 1));
        await store.CopyAsync("a", "b");
        var rows = (await store.RowsAsync(RowFamily.Record)).Count;
        // What stands in the store when a process dies in an upload and in a copy: the note, and the thing.
        var blob = BlobId.New();
        await using (var writer = await store.Storage.Blobs.CreateAsync(blob, Cancel))
        {
            await writer.WriteAsync(Bytes.Pattern(100_000, 2), Cancel);
            await writer.CompleteAsync(Cancel);
        }

        var dead = Guid.NewGuid().ToByteArray();
        var intents = new WriteBatch()
            .Put(RowFamily.Record, Bytes.Of($"i/{blob}"), dead)
            .Put(RowFamily.Record, Bytes.Of($"i/{BlobId.New()}"), dead)
            .Put(RowFamily.Record, Bytes.Of($"i/{BlobId.New()}/{BlobId.New()}"), dead)
            .Put(RowFamily.Record, Bytes.Of($"i/m/{BlobId.New()}"), dead);
        await store.Storage.Metadata.ApplyAsync(store.Bucket.Partition, intents, Cancel);

        await store.ReopenAsync();
        await store.Engine.Collector.CollectAllAsync(Cancel);

        Assert.Equal(1, await store.CountBlobsAsync());
        Assert.Equal(rows, (await store.RowsAsync(RowFamily.Record)).Count);
        Assert.Equal(Bytes.Pattern(100_000, 1), await store.ReadAsync("a"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_upload_that_fails_leaves_neither_blob_nor_note(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var reads = 0;
        await Assert.ThrowsAsync<IOException>(() =>
            store
                .Engine.Objects.PutAsync(
                    store.Bucket,
                    "a",
                    new NewObject(),
                    (buffer, _) => ++reads > 20 ? throw new IOException("gone") : ValueTask.FromResult(buffer.Length),
                    Cancel
                )
                .AsTask()
        );
        Assert.Equal(0, await store.CountBlobsAsync());
        Assert.DoesNotContain(
            await store.RowsAsync(RowFamily.Record),
            row => Bytes.Text(row.Key).StartsWith("i/", StringComparison.Ordinal)
        );
    }

    private static async Task DeleteAsync(TestStore store, string key)
    {
        await store.Engine.Objects.DeleteAsync(store.Bucket, key, Cancel);
        await store.Engine.Collector.CollectNewsAsync(Cancel);
    }
}
