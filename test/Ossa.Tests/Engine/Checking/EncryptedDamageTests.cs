using Ossa.Engine.Bodies;
using Ossa.Engine.Checking;
using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Storage;
using Ossa.Tests.Engine.Encryption;
using Xunit;

namespace Ossa.Tests.Engine.Checking;

/// <summary>Encrypted bodies that are not what was sealed: never handed out, and named by a check.</summary>
public sealed class EncryptedDamageTests
{
    private static CancellationToken Cancel => TestStore.Cancel;

    [Theory]
    [InlineData(0)]
    [InlineData(30_000)]
    [InlineData(60_015)]
    public async Task A_flipped_bit_in_a_row_is_damage(int offset)
    {
        await using var store = await FilledAsync();
        var id = (await store.RecordAsync("row")).Body.Id;
        var row = (await store.RowsAsync(RowFamily.Body)).Single(row =>
            row.Key.AsSpan().SequenceEqual(RowKeys.Body(id))
        );
        byte[] damaged = [.. row.Value];
        damaged[offset] ^= 1;
        await store.ApplyAsync(new WriteBatch().Put(RowFamily.Body, row.Key, damaged));
        await AssertDamagedAsync(store, "row");
    }

    [Fact]
    public async Task A_blob_that_its_key_does_not_open_is_damage()
    {
        await using var store = await FilledAsync();
        await store.PutAsync("second", new byte[700_001], EncryptedStore.Wanted);
        var (first, second) = (
            PathOf(store, await IdOfAsync(store, "blob")),
            PathOf(store, await IdOfAsync(store, "second"))
        );
        // A whole blob with right checksums, but another one's bytes.
        var bytes = await File.ReadAllBytesAsync(second, Cancel);
        await using (var forged = await store.Storage.Blobs.CreateAsync(BlobId.New(), Cancel))
        {
            await forged.WriteAsync(bytes.AsMemory(0, 700_177), Cancel);
            File.Delete(second);
            var id = await forged.CompleteAsync(Cancel);
            var record = await store.RecordAsync("blob");
            var changed = record with { Body = record.Body with { Id = id } };
            await store.PutRowAsync("o/blob", ObjectCodec.Encode(changed));
        }

        Assert.True(File.Exists(first));
        await Assert.ThrowsAsync<DamagedBlobException>(() => store.ReadAsync("blob"));
        var found = await store.CheckAsync();
        Assert.Contains(found, damage => damage is { Kind: FindingKind.DamagedBody, Key: "blob" });
    }

    [Fact]
    public async Task A_flipped_bit_in_the_key_of_a_record_is_damage()
    {
        await using var store = await FilledAsync();
        byte[] row = [.. (await store.RowAsync("o/blob"))!];
        // The last field is how it is encrypted; before it stand the sixteen bytes of the key's tag.
        row[^20] ^= 1;
        await store.PutRowAsync("o/blob", row);
        await AssertDamagedAsync(store, "blob");
    }

    [Fact]
    public async Task A_piece_that_is_damaged_is_named_with_its_object()
    {
        await using var store = await FilledAsync();
        var manifest = await BodyOpener.FindManifestAsync(
            store.Storage.Metadata,
            store.Bucket.Partition,
            (await store.RecordAsync("parts")).Body.Id,
            Cancel
        );
        var piece = manifest!.Pieces[2].Location.Id;
        var row = (await store.RowsAsync(RowFamily.Body)).Single(row =>
            row.Key.AsSpan().SequenceEqual(RowKeys.Body(piece))
        );
        await store.ApplyAsync(new WriteBatch().Put(RowFamily.Body, row.Key, row.Value[..^1]));
        await AssertDamagedAsync(store, "parts");
    }

    private static async Task AssertDamagedAsync(TestStore store, string key)
    {
        await Assert.ThrowsAsync<DamagedBlobException>(() => store.ReadAsync(key));
        foreach (var damage in await store.CheckAsync(new CheckOptions { Repair = true }))
        {
            Assert.Equal((FindingKind.DamagedBody, key), (damage.Kind, damage.Key));
        }

        Assert.NotEmpty(await store.CheckAsync());
    }

    private static async Task<TestStore> FilledAsync()
    {
        var store = await TestStore.OpenAsync(EngineKind.Local);
        await store.FillEncryptedAsync();
        await store.Engine.Collector.CollectAllAsync(Cancel);
        Assert.Empty(await store.CheckAsync());
        return store;
    }

    private static async Task<BlobId> IdOfAsync(TestStore store, string key) => (await store.RecordAsync(key)).Body.Id;

    private static string PathOf(TestStore store, BlobId id) =>
        Directory.EnumerateFiles(store.Path, id.ToString(), SearchOption.AllDirectories).Single();
}
