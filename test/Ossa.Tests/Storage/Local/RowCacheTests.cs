using Ossa.Storage;
using Ossa.Storage.Local;
using Ossa.Storage.Local.Caching;
using Xunit;

namespace Ossa.Tests.Storage.Local;

/// <summary>Rows that are kept in memory are what the database would have given.</summary>
public sealed class RowCacheTests : LocalTest
{
    private static readonly byte[] Key = "key"u8.ToArray();
    private static readonly byte[] Value = "value"u8.ToArray();

    [Fact]
    public async Task A_row_is_read_from_the_database_once_and_its_absence_too()
    {
        await using var engine = await OpenAsync();
        await engine.Metadata.ApplyAsync(Here, Put("there", "value"), Cancel);
        foreach (var expected in new[] { 0, 0, 2 })
        {
            Assert.Equal(expected, engine.Figures!()!.CachedReads);
            Assert.Equal("value", await GetAsync(engine, "there"));
            Assert.Null(await engine.Metadata.GetAsync(Here, RowFamily.Record, Bytes.Of("not there"), Cancel));
        }

        Assert.Equal(2, engine.Figures!()!.UncachedReads);
    }

    [Fact]
    public async Task Whatever_changes_a_row_is_seen_by_the_next_read()
    {
        await using var engine = await OpenAsync();
        var (row, counter) = (Bytes.Of("row"), Bytes.Of("counter"));
        for (var i = 0; i < 3; i++)
        {
            Assert.Null(await engine.Metadata.GetAsync(Here, RowFamily.Record, row, Cancel));
            Assert.Null(await engine.Metadata.GetAsync(Here, RowFamily.Body, row, Cancel));
            var put = Put("row", $"{i}").Put(RowFamily.Body, row, Bytes.Of($"body {i}")).Increment(counter, 2);
            Assert.True(await engine.Metadata.ApplyAsync(Here, put, Cancel));
            Assert.Equal($"{i}", await GetAsync(engine, "row"));
            Assert.Equal($"body {i}", Bytes.Text(await engine.Metadata.GetAsync(Here, RowFamily.Body, row, Cancel)));
            var count = await engine.Metadata.GetAsync(Here, RowFamily.Record, counter, Cancel);
            Assert.Equal(2 * (i + 1), CounterValue.Read(count));
            var delete = new WriteBatch().Delete(RowFamily.Record, row).Delete(RowFamily.Body, row);
            Assert.True(await engine.Metadata.ApplyAsync(Here, delete, Cancel));
        }
    }

    [Fact]
    public async Task A_row_of_another_partition_or_family_is_another_row()
    {
        await using var engine = await OpenAsync();
        await engine.Metadata.ApplyAsync(Here, Put("row", "here"), Cancel);
        Assert.Equal("here", await GetAsync(engine, "row"));
        Assert.Null(await engine.Metadata.GetAsync(Here, RowFamily.Body, Bytes.Of("row"), Cancel));
        Assert.Null(await engine.Metadata.GetAsync(new("bucket/1"), RowFamily.Record, Bytes.Of("row"), Cancel));
    }

    [Fact]
    public async Task A_store_that_keeps_no_rows_reads_the_same()
    {
        await using var engine = await OpenAsync(new() { Directory = Data, RowCacheBytes = 0 });
        await engine.Metadata.ApplyAsync(Here, Put("row", "value"), Cancel);
        Assert.Equal("value", await GetAsync(engine, "row"));
        Assert.Equal("value", await GetAsync(engine, "row"));
        Assert.Equal(0, engine.Figures!()!.CachedReads);
    }

    [Theory]
    [InlineData(16 * 1024, 1)]
    [InlineData((16 * 1024) + 1, 8)]
    public void A_large_value_is_kept_once_such_were_read_several_times(int bytes, int expectedReads)
    {
        var stripe = new RowCacheStripe(1 << 20);
        Read(stripe, Key, Value);
        var large = new byte[bytes];
        var key = "large"u8.ToArray();
        for (var reads = 1; reads < expectedReads; reads++)
        {
            Read(stripe, key, large);
            Assert.False(stripe.TryGet(key, out _, out _));
        }

        Read(stripe, key, large);
        Assert.True(stripe.TryGet(key, out var row, out _));
        Assert.Equal(large, row.Value);
        Assert.True(stripe.TryGet(Key, out _, out _));
    }

    [Fact]
    public void What_was_read_before_a_change_began_is_not_kept_after_it()
    {
        var stripe = new RowCacheStripe(1 << 20);
        Assert.False(stripe.TryGet(Key, out _, out var before));
        stripe.Begin(Key);
        stripe.Offer(Key, Value, before);
        Assert.False(stripe.TryGet(Key, out _, out var amid));
        stripe.Offer(Key, Value, amid);
        stripe.End(Key);
        stripe.Offer(Key, Value, before);
        stripe.Offer(Key, Value, amid);
        Assert.False(stripe.TryGet(Key, out _, out var after));
        stripe.Offer(Key, Value, after);
        Assert.True(stripe.TryGet(Key, out var kept, out _));
        Assert.Equal(Value, kept.Value);
    }

    [Fact]
    public void A_row_that_two_batches_change_is_not_kept_before_both_are_through()
    {
        var stripe = new RowCacheStripe(1 << 20);
        stripe.Begin(Key);
        stripe.Begin(Key);
        stripe.End(Key);
        Assert.False(stripe.TryGet(Key, out _, out var amid));
        stripe.Offer(Key, Value, amid);
        Assert.False(stripe.TryGet(Key, out _, out _));
        stripe.End(Key);
        Assert.False(stripe.TryGet(Key, out _, out var after));
        stripe.Offer(Key, Value, after);
        Assert.True(stripe.TryGet(Key, out _, out _));
    }

    [Fact]
    public void What_is_asked_for_stays_and_the_rest_goes_once_there_is_no_room()
    {
        const int maxBytes = 64 * 1024;
        var stripe = new RowCacheStripe(maxBytes);
        var value = new byte[1000];
        Read(stripe, Key, value);
        for (var i = 0; i < 1000; i++)
        {
            Read(stripe, BitConverter.GetBytes(i), value);
            Assert.True(stripe.TryGet(Key, out _, out _));
        }

        var kept = Enumerable.Range(0, 1000).Count(i => stripe.TryGet(BitConverter.GetBytes(i), out _, out _));
        Assert.InRange(kept, 10, maxBytes / value.Length);
    }

    [Fact]
    public void A_row_that_is_larger_than_the_room_is_not_kept()
    {
        var stripe = new RowCacheStripe(1024);
        Read(stripe, Key, new byte[1024]);
        Assert.False(stripe.TryGet(Key, out _, out _));
    }

    [Fact]
    public async Task A_set_of_reads_holds_until_one_of_its_rows_begins_to_change()
    {
        await using var engine = await OpenAsync();
        await engine.Metadata.ApplyAsync(Here, Put("there", "value"), Cancel);
        foreach (var changed in new[] { "there", "not there" })
        {
            var reads = await ReadAsync(async () =>
            {
                await GetAsync(engine, "there");
                await GetAsync(engine, "not there");
            });
            await engine.Metadata.ApplyAsync(Here, Put("other", "value"), Cancel);
            Assert.True(reads.Holds);
            await engine.Metadata.ApplyAsync(Here, Put(changed, "value"), Cancel);
            Assert.False(reads.Holds);
        }
    }

    [Fact]
    public async Task A_set_of_reads_does_not_hold_where_a_range_or_a_file_or_nothing_was_read()
    {
        await using var engine = await OpenAsync();
        await engine.Metadata.ApplyAsync(Here, Put("there", "value"), Cancel);
        Assert.False((await ReadAsync(() => Task.CompletedTask)).Holds);
        var scan = await ReadAsync(async () =>
        {
            await GetAsync(engine, "there");
            await engine.Metadata.ScanAsync(Here, RowFamily.Record, KeyRange.Prefix([]), 1, Cancel);
        });
        Assert.False(scan.Holds);
        var blob = await ReadAsync(async () =>
        {
            await GetAsync(engine, "there");
            Assert.Null(await engine.Blobs.OpenAsync(BlobId.New(), Cancel));
        });
        Assert.False(blob.Holds);
        var id = BlobId.New();
        await using (var writer = await engine.Blobs.CreateAsync(id, Cancel))
        {
            await writer.WriteAsync(new byte[100], Cancel);
            await writer.CompleteAsync(Cancel);
        }

        // That it was opened alone says nothing of what is in it.
        foreach (var isRead in (bool[])[false, true])
        {
            var file = await ReadAsync(async () =>
            {
                await GetAsync(engine, "there");
                await using var reader = await engine.Blobs.OpenAsync(id, Cancel);
                await reader!.ReadAsync(0, new byte[isRead ? 10 : 0], Cancel);
            });
            Assert.Equal(!isRead, file.Holds);
        }
    }

    [Fact]
    public async Task A_set_of_reads_does_not_hold_once_a_row_has_made_room()
    {
        await using var engine = await OpenAsync(new() { Directory = Data, RowCacheBytes = 64 * 8192 });
        var reads = await ReadAsync(() => GetAsync(engine, "row"));
        Assert.True(reads.Holds);
        for (var i = 0; i < 64 * 128; i++)
        {
            await GetAsync(engine, $"{i}");
        }

        Assert.False(reads.Holds);
    }

    /// <summary>Else answers would be kept that cannot be said again: what was verified may have been forgotten since.</summary>
    [Fact]
    public async Task What_of_a_file_had_to_be_read_holds_for_nobody_else()
    {
        await using var engine = await OpenAsync();
        var id = BlobId.New();
        await using (var writer = await engine.Blobs.CreateAsync(id, Cancel))
        {
            await writer.WriteAsync(new byte[100], Cancel);
            await writer.CompleteAsync(Cancel);
        }

        await using var reader = await engine.Blobs.OpenAsync(id, Cancel);
        foreach (var isKnown in (bool[])[false, true])
        {
            var file = await ReadAsync(async () =>
            {
                await GetAsync(engine, "row");
                await reader!.VerifyFileAsync(0, 100, Cancel);
            });
            Assert.Equal(isKnown, file.Holds);
        }
    }

    [Fact]
    public async Task What_is_not_in_memory_is_read_on_the_pool_whoever_asks_for_it()
    {
        var id = BlobId.New();
        await using (var engine = await OpenAsync())
        {
            await engine.Metadata.ApplyAsync(Here, Put("there", "value"), Cancel);
            await using var writer = await engine.Blobs.CreateAsync(id, Cancel);
            await writer.WriteAsync(new byte[100], Cancel);
            await writer.CompleteAsync(Cancel);
        }

        await using var opened = await OpenAsync();
        // From the disk, then from memory; a blob stays open that is read for the second time.
        Assert.True(await GoesToPoolAsync(() => GetAsync(opened, "there")));
        Assert.False(await GoesToPoolAsync(() => GetAsync(opened, "there")));
        Assert.True(await GoesToPoolAsync(OpenBlobAsync));
        Assert.True(await GoesToPoolAsync(OpenBlobAsync));
        Assert.Equal(!OperatingSystem.IsLinux(), await GoesToPoolAsync(OpenBlobAsync));
        await using (var reader = await opened.Blobs.OpenAsync(id, Cancel))
        {
            Assert.True(await GoesToPoolAsync(async () => await reader!.VerifyFileAsync(0, 100, Cancel)));
            Assert.False(await GoesToPoolAsync(async () => await reader!.VerifyFileAsync(0, 100, Cancel)));
        }

        Assert.True(
            await GoesToPoolAsync(async () =>
                await opened.Metadata.ScanAsync(Here, RowFamily.Record, KeyRange.Prefix([]), 1, Cancel)
            )
        );

        async Task OpenBlobAsync()
        {
            await using var reader = await opened.Blobs.OpenAsync(id, Cancel);
            Assert.NotNull(reader);
        }
    }

    [Fact]
    public async Task What_is_not_in_memory_is_read_where_it_is_asked_for_once_that_thread_is_lent()
    {
        await using (var engine = await OpenAsync())
        {
            await engine.Metadata.ApplyAsync(Here, Put("there", "value"), Cancel);
        }

        await using var opened = await OpenAsync();
        var asked = 0;
        Assert.False(
            await GoesToPoolAsync(async () =>
            {
                BlockingThread.Offer(isLent => isLent || ++asked > 0);
                Assert.Equal("value", await GetAsync(opened, "there"));
                Assert.Single(await opened.Metadata.ScanAsync(Here, RowFamily.Record, KeyRange.Prefix([]), 1, Cancel));
                Assert.Equal(1, asked);
                Assert.True(BlockingThread.TakeBack());
                Assert.False(BlockingThread.TakeBack());
                // From memory.
                Assert.Equal("value", await GetAsync(opened, "there"));
                Assert.Equal(1, asked);
            })
        );
        Assert.True(
            await GoesToPoolAsync(async () =>
            {
                BlockingThread.Offer(_ => false);
                Assert.Single(await opened.Metadata.ScanAsync(Here, RowFamily.Record, KeyRange.Prefix([]), 1, Cancel));
            })
        );
    }

    /// <summary>Reads on a thread of its own, like one that waits for sockets, and tells whether some of it went on on the pool.</summary>
    private static async Task<bool> GoesToPoolAsync(Func<Task> read)
    {
        var wasOnPool = false;
        // Goes wherever the reading goes, and notices it.
        var mark = new AsyncLocal<bool>(change =>
            wasOnPool |= change.CurrentValue && Thread.CurrentThread.IsThreadPoolThread
        );
        var reading = new TaskCompletionSource<Task>();
        new Thread(() =>
        {
            mark.Value = true;
            reading.SetResult(read());
        }).Start();
        await await reading.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        return Volatile.Read(ref wasOnPool);
    }

    private static async Task<ReadSet> ReadAsync(Func<Task> work)
    {
        var reads = ReadSet.Begin();
        await work();
        reads.End();
        return reads;
    }

    private static void Read(RowCacheStripe stripe, byte[] key, byte[] value)
    {
        if (!stripe.TryGet(key, out _, out var moment))
        {
            stripe.Offer(key, value, moment);
        }
    }
}
