using Ossa.Engine.Checking;
using Ossa.Engine.Objects;
using Ossa.Storage;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Engine.Checking;

/// <summary>Each kind of damage is named once, and repaired where that can lose nothing.</summary>
public sealed class DamageTests
{
    public static TheoryData<EngineKind> Kinds => TestStore.Kinds;

    private static CancellationToken Cancel => TestStore.Cancel;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_blob_that_is_gone_is_missed_by_each_object_that_shares_it(EngineKind kind)
    {
        await using var store = await FilledAsync(kind);
        await store.Storage.Blobs.DeleteAsync([(await store.RecordAsync("large")).Body.Id], Cancel);
        var found = await StaysAsync(store);
        Assert.Equal(["large", "large-copy"], found.Select(finding => finding.Key).Order());
        Assert.All(found, finding => Assert.Equal((FindingKind.MissingBody, "bucket"), (finding.Kind, finding.Bucket)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_row_of_a_body_that_is_gone_is_named(EngineKind kind)
    {
        await using var store = await FilledAsync(kind);
        var body = (await store.RecordAsync("small")).Body.Id;
        await store.ApplyAsync(new WriteBatch().Delete(RowFamily.Body, Bytes.Of($"{body}")));
        await StaysOneAsync(store, FindingKind.MissingBody, "small");
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_row_of_a_body_that_has_changed_is_named(EngineKind kind)
    {
        await using var store = await FilledAsync(kind);
        var body = (await store.RecordAsync("small")).Body.Id;
        var bytes = Bytes.Pattern(900, 1);
        bytes[500] ^= 1;
        await store.ApplyAsync(new WriteBatch().Put(RowFamily.Body, Bytes.Of($"{body}"), bytes));
        Assert.Contains("CRC-64", (await StaysOneAsync(store, FindingKind.DamagedBody, "small")).Detail);
        await store.ApplyAsync(new WriteBatch().Put(RowFamily.Body, Bytes.Of($"{body}"), bytes[..899]));
        Assert.Contains(
            "899 bytes instead of 900",
            (await StaysOneAsync(store, FindingKind.DamagedBody, "small")).Detail
        );
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_manifest_that_is_gone_is_named_and_its_pieces_are_kept(EngineKind kind)
    {
        await using var store = await FilledAsync(kind);
        var body = (await store.RecordAsync("appended")).Body.Id;
        await store.ApplyAsync(new WriteBatch().Delete(RowFamily.Body, Bytes.Of($"{body}")));
        var found = await StaysAsync(store);
        Assert.Equal("appended", Assert.Single(found, finding => finding.Kind == FindingKind.MissingBody).Key);
        // Nobody can say any more that the pieces belong to the object, but they may be needed to restore it.
        Assert.All(
            found.Where(finding => finding.Kind != FindingKind.MissingBody),
            finding => Assert.Contains("it is kept", finding.Detail)
        );
        Assert.Equal(3, found.Count);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_record_that_cannot_be_read_is_named_and_nothing_is_freed(EngineKind kind)
    {
        await using var store = await FilledAsync(kind);
        await store.PutRowAsync("o/small", [1, 1, 200]);
        var found = await StaysAsync(store);
        Assert.Equal("small", Assert.Single(found, finding => finding.Kind == FindingKind.UnreadableRow).Key);
        Assert.Contains("it is kept", Assert.Single(found, finding => finding.Kind == FindingKind.OrphanRow).Detail);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_blob_that_nothing_names_is_freed(EngineKind kind)
    {
        await using var store = await FilledAsync(kind);
        var blob = BlobId.New();
        await using (var writer = await store.Storage.Blobs.CreateAsync(blob, Cancel))
        {
            await writer.WriteAsync(Bytes.Pattern(100_000), Cancel);
            await writer.CompleteAsync(Cancel);
        }

        Assert.Equal(blob.ToString(), (await GoesAsync(store, FindingKind.OrphanBlob, key: null)).Body);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_row_of_a_body_that_nothing_names_is_removed(EngineKind kind)
    {
        await using var store = await FilledAsync(kind);
        var row = BlobId.New();
        await store.ApplyAsync(new WriteBatch().Put(RowFamily.Body, Bytes.Of($"{row}"), Bytes.Pattern(10)));
        var finding = await GoesAsync(store, FindingKind.OrphanRow, key: null);
        Assert.Equal((row.ToString(), "bucket"), (finding.Body, finding.Bucket));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_holder_that_nothing_is_is_removed(EngineKind kind)
    {
        await using var store = await FilledAsync(kind);
        var blob = (await store.RecordAsync("large")).Body.Id;
        var partition = new PartitionId($"x.{blob}");
        var row = await store.Storage.Metadata.GetAsync(partition, RowFamily.Record, Bytes.Of("h"), Cancel);
        byte[] more = [.. row!, .. Guid.NewGuid().ToByteArray()];
        var batch = new WriteBatch().Put(RowFamily.Record, Bytes.Of("h"), more);
        await store.Storage.Metadata.ApplyAsync(partition, batch, Cancel);
        Assert.Equal(blob.ToString(), (await GoesAsync(store, FindingKind.StaleHolder, key: null)).Body);
        var after = await store.Storage.Metadata.GetAsync(partition, RowFamily.Record, Bytes.Of("h"), Cancel);
        Assert.Equal(row, after);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_holder_that_is_not_noted_is_added(EngineKind kind)
    {
        await using var store = await FilledAsync(kind);
        var blob = (await store.RecordAsync("large")).Body.Id;
        var batch = new WriteBatch().Delete(RowFamily.Record, Bytes.Of("h"));
        await store.Storage.Metadata.ApplyAsync(new PartitionId($"x.{blob}"), batch, Cancel);
        await GoesAsync(store, FindingKind.MissingHolder, "large-copy");
        // Now the original may go, and the copy keeps its bytes.
        var version = (await store.RecordAsync("large")).Version;
        await store.Engine.Objects.DeleteVersionAsync(store.Bucket, "large", version, Cancel);
        await store.Engine.Collector.CollectAllAsync(Cancel);
        Assert.Equal(Bytes.Pattern(600_000, 2), await store.ReadAsync("large-copy"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_counter_that_is_wrong_is_counted_anew(EngineKind kind)
    {
        await using var store = await FilledAsync(kind);
        var stored = CounterValue.Read(await store.RowAsync("s/bytes"));
        await store.ApplyAsync(new WriteBatch().Increment(Bytes.Of("s/bytes"), 5));
        var finding = await GoesAsync(store, FindingKind.WrongCounter, key: null);
        Assert.Equal($"the counter bytes says {stored + 5}, and there are {stored}", finding.Detail);
        Assert.Equal("bucket", finding.Bucket);
        await store.RemoveRowAsync("s/parts");
        Assert.Contains("parts says 0", (await GoesAsync(store, FindingKind.WrongCounter, key: null)).Detail);
        await store.PutRowAsync("s/uploads", [1, 2, 3]);
        Assert.Contains("is no number", (await GoesAsync(store, FindingKind.WrongCounter, key: null)).Detail);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_current_object_that_is_not_the_newest_version_is_made_so(EngineKind kind)
    {
        await using var store = await FilledAsync(kind);
        var newest = await store.RowAsync("o/kept");
        var older = (await store.RowsAsync(RowFamily.Record)).Last(row =>
            Bytes.Text(row.Key).StartsWith("v/kept", StringComparison.Ordinal)
        );
        await store.PutRowAsync("o/kept", older.Value);
        await GoesAsync(store, FindingKind.WrongCurrent, "kept");
        Assert.Equal(newest, await store.RowAsync("o/kept"));
        await store.RemoveRowAsync("o/kept");
        await GoesAsync(store, FindingKind.WrongCurrent, "kept");
        Assert.Equal(newest, await store.RowAsync("o/kept"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_current_object_that_is_no_version_is_kept(EngineKind kind)
    {
        await using var store = await FilledAsync(kind);
        // The record of another object: its version is not there under this key.
        await store.PutRowAsync("o/kept", (await store.RowAsync("o/small"))!);
        await StaysOneAsync(store, FindingKind.WrongCurrent, "kept");
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_version_that_is_gone_is_missed(EngineKind kind)
    {
        await using var store = await FilledAsync(kind);
        var newest = (await store.RowsAsync(RowFamily.Record)).First(row =>
            Bytes.Text(row.Key).StartsWith("v/gone", StringComparison.Ordinal)
        );
        await store.ApplyAsync(
            new WriteBatch().Delete(RowFamily.Record, newest.Key).Increment(Bytes.Of("s/markers"), -1)
        );
        await StaysOneAsync(store, FindingKind.WrongVersions, "gone");
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Versions_that_are_not_noted_are_named(EngineKind kind)
    {
        await using var store = await FilledAsync(kind);
        await store.RemoveRowAsync("k/gone");
        await StaysOneAsync(store, FindingKind.WrongVersions, "gone");
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Parts_without_their_upload_are_named_and_kept(EngineKind kind)
    {
        await using var store = await FilledAsync(kind);
        var row = (await store.RowsAsync(RowFamily.Record)).Single(row => row.Key[0] == (byte)'u');
        var parts = CounterValue.Read(await store.RowAsync("s/parts"));
        var bytes = CounterValue.Read(await store.RowAsync("s/partbytes"));
        await store.ApplyAsync(
            new WriteBatch()
                .Delete(RowFamily.Record, row.Key)
                .Increment(Bytes.Of("s/uploads"), -1)
                .Increment(Bytes.Of("s/parts"), -parts)
                .Increment(Bytes.Of("s/partbytes"), -bytes)
        );
        Assert.StartsWith(
            "2 parts",
            (await StaysOneAsync(store, FindingKind.StrayParts, key: null)).Detail,
            StringComparison.Ordinal
        );
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_count_of_part_writes_without_upload_and_parts_is_removed(EngineKind kind)
    {
        await using var store = await FilledAsync(kind);
        await store.PutRowAsync($"q/{BlobId.New()}", CounterValue.Write(3));
        Assert.Equal("bucket", (await GoesAsync(store, FindingKind.StrayParts, key: null)).Bucket);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_number_of_buckets_is_counted_anew_where_it_is_wrong(EngineKind kind)
    {
        await using var store = await FilledAsync(kind);
        await WriteAsync(CounterValue.Write(7));
        var finding = await GoesAsync(store, FindingKind.WrongCounter, key: null);
        Assert.Equal(("the counter of buckets says 7, and there are 1", null), (finding.Detail, finding.Bucket));
        await WriteAsync([1, 2, 3]);
        Assert.Contains("is no number", (await GoesAsync(store, FindingKind.WrongCounter, key: null)).Detail);

        async Task WriteAsync(byte[] value)
        {
            var batch = new WriteBatch().Put(RowFamily.Record, Bytes.Of("n/buckets"), value);
            Assert.True(await store.Storage.Metadata.ApplyAsync(new PartitionId("control"), batch, Cancel));
        }
    }

    [Theory]
    [InlineData("a/settings")]
    [InlineData("n/versions")]
    [InlineData("l/scrub")]
    public async Task A_row_of_the_whole_store_that_cannot_be_read_is_named(string row)
    {
        await using var store = await FilledAsync(EngineKind.InMemory);
        var batch = new WriteBatch().Put(RowFamily.Record, Bytes.Of(row), [0xFF]);
        Assert.True(await store.Storage.Metadata.ApplyAsync(new PartitionId("control"), batch, Cancel));
        var finding = Assert.Single(await StaysAsync(store));
        Assert.Equal((FindingKind.UnreadableRow, null), (finding.Kind, finding.Bucket));
        Assert.Contains("cannot be read", finding.Detail, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_part_without_its_body_is_named_by_the_key_of_its_upload(EngineKind kind)
    {
        await using var store = await FilledAsync(kind);
        var page = await store.Engine.UploadListing.ListAsync(
            store.Bucket,
            new Ossa.Engine.Multipart.UploadQuery("", "", "", null, 10),
            Cancel
        );
        var parts = await store.Engine.Uploads.ListPartsAsync(store.Bucket, page.Uploads[0], 0, 10, Cancel);
        await store.Storage.Blobs.DeleteAsync([parts.Parts[0].Body.Id], Cancel);
        await StaysOneAsync(store, FindingKind.MissingBody, "upload");
    }

    private static async Task<TestStore> FilledAsync(EngineKind kind)
    {
        var store = await TestStore.OpenAsync(kind);
        await store.FillAsync();
        return store;
    }

    private static async Task<Finding> StaysOneAsync(TestStore store, FindingKind kind, string? key)
    {
        var finding = Assert.Single(await StaysAsync(store));
        Assert.Equal((kind, "bucket", key), (finding.Kind, finding.Bucket, finding.Key));
        return finding;
    }

    /// <summary>What cannot be repaired is found again, and a repair changes nothing.</summary>
    private static async Task<IReadOnlyList<Finding>> StaysAsync(TestStore store)
    {
        var before = await store.SnapshotAsync();
        var found = await store.CheckAsync();
        var again = await store.CheckAsync(new CheckOptions { Repair = true });
        Assert.All(again, finding => Assert.False(finding.Repaired));
        Assert.Equal(found.Count, again.Count);
        Assert.Equal(before, await store.SnapshotAsync());
        return found;
    }

    /// <summary>What can be repaired is found, stays without the wish to repair, and is gone after the repair.</summary>
    private static async Task<Finding> GoesAsync(TestStore store, FindingKind kind, string? key)
    {
        var finding = Assert.Single(await store.CheckAsync());
        Assert.Equal((kind, key, false), (finding.Kind, finding.Key, finding.Repaired));
        var repaired = Assert.Single(await store.CheckAsync(new CheckOptions { Repair = true }));
        Assert.Equal(finding with { Repaired = true }, repaired);
        Assert.Empty(await store.CheckAsync());
        return finding;
    }
}
