using System.Security.Cryptography;
using Ossa.Engine.Multipart;
using Ossa.Engine.Objects;
using Ossa.Protocol.Checksums;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Storage;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Engine;

public sealed class MultipartTests
{
    public static TheoryData<EngineKind> Kinds => TestStore.Kinds;

    private static CancellationToken Cancel => TestStore.Cancel;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Parts_in_any_order_become_one_object(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var upload = await InitiateAsync(store);
        byte[][] parts = [Bytes.Pattern(150_000, 1), Bytes.Pattern(102_400, 2), Bytes.Pattern(5, 3)];
        await store.PutPartAsync(upload, 7, parts[1]);
        await store.PutPartAsync(upload, 9, parts[2]);
        await store.PutPartAsync(upload, 1, parts[0]);

        var record = await CompleteAsync(store, upload, null);

        byte[] whole = [.. parts[0], .. parts[1], .. parts[2]];
        Assert.Equal(ObjectType.Multipart, record!.Type);
        Assert.Equal(whole.Length, record.Size);
        Assert.Equal(Crc64.Compute(whole), record.Crc64);
        var sums = MD5.HashData([.. MD5.HashData(parts[0]), .. MD5.HashData(parts[1]), .. MD5.HashData(parts[2])]);
        Assert.Equal(Convert.ToHexString(sums) + "-3", record.ETag);
        Assert.Equal(whole, await store.ReadAsync("key"));
        Assert.Null(await store.Engine.Uploads.FindAsync(store.Bucket, "key", upload.Id, Cancel));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Any_range_reads_across_parts(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var upload = await InitiateAsync(store);
        byte[] first = Bytes.Pattern(102_400, 1),
            second = Bytes.Pattern(300_000, 2);
        await store.PutPartAsync(upload, 1, first);
        await store.PutPartAsync(upload, 2, second);
        await CompleteAsync(store, upload, null);
        byte[] whole = [.. first, .. second];

        await using var open = await store.Engine.Objects.OpenAsync(store.Bucket, "key", null, Cancel);
        foreach (var (from, length) in new[] { (0, 1), (102_399, 2), (102_400, 1), (100_000, 200_000), (402_399, 1) })
        {
            var read = open!.Body.ReadRange(from, length);
            var got = new byte[length];
            for (var filled = 0; filled < length; )
            {
                filled += await read(got.AsMemory(filled), Cancel);
            }

            Assert.Equal(whole[from..(from + length)], got);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_part_that_is_uploaded_again_replaces_the_first_one(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var upload = await InitiateAsync(store);
        await store.PutPartAsync(upload, 1, Bytes.Pattern(200_000, 1));
        var second = await store.PutPartAsync(upload, 1, Bytes.Pattern(200_000, 2));
        await CompleteAsync(store, upload, [new CompletedPart(1, second!.ETag)]);
        await store.Engine.Collector.CollectNewsAsync(Cancel);
        Assert.Equal(Bytes.Pattern(200_000, 2), await store.ReadAsync("key"));
        Assert.Equal(1, await store.CountBlobsAsync());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Parts_that_are_not_in_the_object_are_freed(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var upload = await InitiateAsync(store);
        await store.PutPartAsync(upload, 1, Bytes.Pattern(200_000, 1));
        var used = await store.PutPartAsync(upload, 2, Bytes.Pattern(200_000, 2));
        await store.PutPartAsync(upload, 3, Bytes.Pattern(20, 3));
        await CompleteAsync(store, upload, [new CompletedPart(2, used!.ETag)]);
        await store.Engine.Collector.CollectNewsAsync(Cancel);
        Assert.Equal(1, await store.CountBlobsAsync());
        Assert.Empty(await store.RowsAsync(RowFamily.Body));
        Assert.Equal(Bytes.Pattern(200_000, 2), await store.ReadAsync("key"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_aborted_upload_leaves_nothing(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var before = (await store.RowsAsync(RowFamily.Record)).Count;
        var upload = await InitiateAsync(store);
        await store.PutPartAsync(upload, 1, Bytes.Pattern(200_000, 1));
        await store.PutPartAsync(upload, 2, Bytes.Pattern(20, 2));
        Assert.True(await store.Engine.Uploads.AbortAsync(store.Bucket, upload, Cancel));
        Assert.False(await store.Engine.Uploads.AbortAsync(store.Bucket, upload, Cancel));
        Assert.Null(await store.PutPartAsync(upload, 3, Bytes.Pattern(20, 3)));
        Assert.Null(await CompleteAsync(store, upload, null));

        await store.Engine.Collector.CollectNewsAsync(Cancel);

        Assert.Equal(0, await store.CountBlobsAsync());
        Assert.Empty(await store.RowsAsync(RowFamily.Body));
        // What is left are counters, which stand at zero.
        var left = (await store.RowsAsync(RowFamily.Record)).Skip(before).ToList();
        Assert.All(left, row => Assert.StartsWith("s/", Bytes.Text(row.Key)));
        Assert.All(left, row => Assert.Equal(0, CounterValue.Read(row.Value)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Wrong_lists_of_parts_change_nothing(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var upload = await InitiateAsync(store);
        await store.PutAsync("key", Bytes.Of("before"));
        var one = (await store.PutPartAsync(upload, 1, Bytes.Pattern(102_400, 1)))!.ETag;
        var two = (await store.PutPartAsync(upload, 2, Bytes.Pattern(10, 2)))!.ETag;
        var three = (await store.PutPartAsync(upload, 3, Bytes.Pattern(102_400, 3)))!.ETag;

        await RefusedAsync(OssErrors.InvalidPartOrder, new(3, three), new(1, one));
        await RefusedAsync(OssErrors.InvalidPartOrder, new(1, one), new(1, one));
        await RefusedAsync(OssErrors.InvalidPart, new(1, one), new(4, one));
        await RefusedAsync(OssErrors.InvalidPart, new(1, two), new(3, three));
        await RefusedAsync(OssErrors.PartTooSmall, new(2, two), new(3, three));

        Assert.Equal("before", Bytes.Text(await store.ReadAsync("key")));
        var record = await CompleteAsync(store, upload, [new(1, one), new(2, $"\"{two.ToLowerInvariant()}\"")]);
        Assert.Equal(102_410, record!.Size);

        async Task RefusedAsync(OssError error, params CompletedPart[] named)
        {
            var refusal = await Assert.ThrowsAsync<OssException>(() => CompleteAsync(store, upload, named));
            Assert.Equal(error, refusal.Error);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_upload_without_parts_cannot_be_completed(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var upload = await InitiateAsync(store);
        var refusal = await Assert.ThrowsAsync<OssException>(() => CompleteAsync(store, upload, null));
        Assert.Equal(OssErrors.InvalidPart, refusal.Error);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Ten_thousand_parts_are_one_commit(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var upload = await InitiateAsync(store);
        var part = Bytes.Pattern(1, 1);
        // Bodies of one byte each, which completing would refuse; the last one alone counts for that.
        await Parallel.ForAsync(1, 10_001, Cancel, async (number, _) => await store.PutPartAsync(upload, number, part));
        var page = await store.Engine.Uploads.ListPartsAsync(store.Bucket, upload, 0, 1000, Cancel);
        Assert.Equal(Enumerable.Range(1, 1000), page.Parts.Select(listed => listed.Number));
        Assert.True(page.IsTruncated);
        var last = await store.Engine.Uploads.ListPartsAsync(store.Bucket, upload, 9_999, 1000, Cancel);
        Assert.Equal(10_000, Assert.Single(last.Parts).Number);
        Assert.False(last.IsTruncated);
        Assert.Equal(10_000, (await store.Engine.Statistics.ReadAsync(store.Bucket, Cancel)).Parts);
        await store.Engine.Uploads.AbortAsync(store.Bucket, upload, Cancel);
        Assert.Equal(0, (await store.Engine.Statistics.ReadAsync(store.Bucket, Cancel)).Parts);
        await store.Engine.Collector.CollectAllAsync(Cancel);
        Assert.Empty(await store.RowsAsync(RowFamily.Body));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Completing_races_with_parts_and_aborts_and_loses_nothing(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        for (var round = 0; round < 20; round++)
        {
            var upload = await InitiateAsync(store);
            await store.PutPartAsync(upload, 1, Bytes.Pattern(110_000, 1));
            var replaced = Task.Run(() => store.PutPartAsync(upload, 1, Bytes.Pattern(110_000, 2)).AsTask(), Cancel);
            var completed = Task.Run(() => CompleteAsync(store, upload, null), Cancel);
            var aborted = Task.Run(
                () => store.Engine.Uploads.AbortAsync(store.Bucket, upload, Cancel).AsTask(),
                Cancel
            );
            await Task.WhenAll(replaced, completed, aborted);
            await store.Engine.Collector.CollectAllAsync(Cancel);

            var record = await completed;
            Assert.NotEqual(await aborted, record is not null);
            if (record is not null)
            {
                var expected = record.Crc64 == Crc64.Compute(Bytes.Pattern(110_000, 1)) ? 1 : 2;
                Assert.Equal(Bytes.Pattern(110_000, expected), await store.ReadAsync("key"));
            }

            await store.Engine.Objects.DeleteAsync(store.Bucket, "key", Cancel);
            await store.Engine.Collector.CollectAllAsync(Cancel);
            Assert.Equal(0, await store.CountBlobsAsync());
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_upload_that_nobody_ended_is_given_up_at_its_age(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind, new() { AbandonUploadsAfter = TimeSpan.FromDays(2) });
        var old = await InitiateAsync(store);
        await store.PutPartAsync(old, 1, Bytes.Pattern(200_000, 1));
        store.Time.Advance(TimeSpan.FromDays(1));
        var young = await InitiateAsync(store);
        store.Time.Advance(TimeSpan.FromDays(1));

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var collector = store.Engine.Collector.RunAsync(stop.Token);
        while (await store.CountBlobsAsync() > 0)
        {
            await Task.Delay(10, Cancel);
        }

        Assert.Null(await store.Engine.Uploads.FindAsync(store.Bucket, "key", old.Id, Cancel));
        Assert.NotNull(await store.Engine.Uploads.FindAsync(store.Bucket, "key", young.Id, Cancel));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => collector);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Uploads_are_listed_by_key_and_id_page_by_page(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        foreach (var key in new[] { "b/2", "a", "b/1", "a", "c", "a" })
        {
            await store.Engine.Uploads.InitiateAsync(store.Bucket, key, new NewObject(), Cancel);
        }

        List<(string Key, string Id)> seen = [];
        UploadPage page;
        var query = new UploadQuery("", "", "", null, 2);
        do
        {
            page = await store.Engine.UploadListing.ListAsync(store.Bucket, query, Cancel);
            seen.AddRange(page.Uploads.Select(upload => (upload.Key, upload.Id.ToString())));
            query = query with { AfterKey = page.NextKey ?? "", AfterUpload = page.NextUpload?.Id };
        } while (page.NextKey is not null);

        Assert.Equal(["a", "a", "a", "b/1", "b/2", "c"], seen.Select(upload => upload.Key));
        Assert.Equal(seen.Order().Distinct(), seen);
        var rolled = await store.Engine.UploadListing.ListAsync(store.Bucket, new("", "/", "a", null, 10), Cancel);
        Assert.Equal(["b/"], rolled.CommonPrefixes);
        Assert.Equal("c", Assert.Single(rolled.Uploads).Key);
    }

    private static async Task<UploadRecord> InitiateAsync(TestStore store) =>
        await store.Engine.Uploads.InitiateAsync(store.Bucket, "key", new NewObject(), Cancel);

    private static Task<ObjectRecord?> CompleteAsync(
        TestStore store,
        UploadRecord upload,
        IReadOnlyList<CompletedPart>? named
    ) => store.Engine.Uploads.CompleteAsync(store.Bucket, upload, named, Cancel).AsTask();
}
