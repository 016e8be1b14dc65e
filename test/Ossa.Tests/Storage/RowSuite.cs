using Ossa.Storage;
using Xunit;

namespace Ossa.Tests.Storage;

/// <summary>What every engine promises about rows.</summary>
public abstract class RowSuite : EngineSuite
{
    [Fact]
    public async Task A_row_that_was_put_is_read_back()
    {
        await PutAsync("key", "value");
        Assert.Equal("value", await GetAsync("key"));
        Assert.Equal("(none)", await GetAsync("ke"));
        Assert.Equal("(none)", await GetAsync("key2"));
    }

    [Fact]
    public async Task An_empty_value_is_not_an_absent_row()
    {
        await PutAsync("key", "");
        Assert.Empty(Assert.IsType<byte[]>(await Rows.GetAsync(Here, RowFamily.Record, Bytes.Of("key"), Cancel)));
    }

    [Fact]
    public async Task A_put_replaces_and_a_delete_removes()
    {
        await PutAsync("key", "old");
        await PutAsync("key", "new");
        Assert.Equal("new", await GetAsync("key"));
        Assert.True(await ApplyAsync(new WriteBatch().Delete(RowFamily.Record, Bytes.Of("key"))));
        Assert.Equal("(none)", await GetAsync("key"));
        Assert.True(await ApplyAsync(new WriteBatch().Delete(RowFamily.Record, Bytes.Of("key"))));
    }

    [Fact]
    public async Task Families_hold_rows_of_the_same_key_apart()
    {
        var key = Bytes.Of("key");
        var body = Bytes.Pattern(60_000);
        Assert.True(await ApplyAsync(new WriteBatch().Put(RowFamily.Record, key, [1]).Put(RowFamily.Body, key, body)));
        Assert.Equal([1], await Rows.GetAsync(Here, RowFamily.Record, key, Cancel));
        Assert.Equal(body, await Rows.GetAsync(Here, RowFamily.Body, key, Cancel));
        Assert.Single(await ScanAsync(KeyRange.Prefix([])));
        Assert.True(await ApplyAsync(new WriteBatch().Delete(RowFamily.Record, key)));
        Assert.Equal(body, await Rows.GetAsync(Here, RowFamily.Body, key, Cancel));
    }

    [Theory]
    [InlineData("a", "a/")]
    [InlineData("a", "ab")]
    [InlineData("a", "a ")]
    public async Task Partitions_hold_rows_apart_even_when_one_name_begins_the_other(string one, string other)
    {
        await Rows.ApplyAsync(new(one), new WriteBatch().Put(RowFamily.Record, Bytes.Of("b"), [1]), Cancel);
        await Rows.ApplyAsync(new(other), new WriteBatch().Put(RowFamily.Record, Bytes.Of("c"), [2]), Cancel);
        var first = await Rows.ScanAsync(new(one), RowFamily.Record, KeyRange.Prefix([]), 10, Cancel);
        var second = await Rows.ScanAsync(new(other), RowFamily.Record, KeyRange.Prefix([]), 10, Cancel);
        Assert.Equal("b", Bytes.Text(Assert.Single(first).Key));
        Assert.Equal("c", Bytes.Text(Assert.Single(second).Key));
    }

    [Fact]
    public async Task A_scan_gives_the_rows_of_its_range_and_no_more_than_its_limit()
    {
        foreach (var key in (string[])["a", "b", "b/1", "b/2", "b0", "c"])
        {
            await PutAsync(key, key + "!");
        }

        Assert.Equal("b/1=b/1! b/2=b/2!", Show(await ScanAsync(KeyRange.Prefix(Bytes.Of("b/")))));
        Assert.Equal("b=b! b/1=b/1!", Show(await ScanAsync(new(Bytes.Of("aa"), Bytes.Of("c")), 2)));
        Assert.Equal("b0=b0! c=c!", Show(await ScanAsync(new(Bytes.Of("b0"), null))));
        Assert.Equal("", Show(await ScanAsync(new(Bytes.Of("d"), null))));
        Assert.Equal("", Show(await ScanAsync(new(Bytes.Of("c"), Bytes.Of("b")))));
    }

    [Fact]
    public async Task Keys_are_ordered_by_unsigned_bytes()
    {
        byte[][] ordered =
        [
            [0],
            [0, 0],
            [1],
            [0x7F],
            [0x80],
            [0x80, 0],
            Bytes.Of("\uFFFF"),
            Bytes.Of("\U0001F600"),
            [0xFE, 0xFF],
            [0xFF],
            [0xFF, 0],
            [0xFF, 0xFF],
        ];
        foreach (var key in ordered.Reverse())
        {
            Assert.True(await ApplyAsync(new WriteBatch().Put(RowFamily.Record, key, key)));
        }

        var all = await ScanAsync(KeyRange.Prefix([]));
        Assert.Equal(ordered, all.Select(row => row.Key));
        var last = await ScanAsync(KeyRange.Prefix([0xFF]));
        Assert.Equal(ordered[^3..], last.Select(row => row.Key));
    }

    [Fact]
    public async Task A_batch_with_a_guard_that_does_not_hold_changes_nothing()
    {
        await PutAsync("here", "1");
        Assert.False(await TryAsync(Change().Require(Bytes.Of("here"), Bytes.Of("2"))));
        Assert.False(await TryAsync(Change().Require(Bytes.Of("here"), null)));
        Assert.False(await TryAsync(Change().Require(Bytes.Of("absent"), Bytes.Of(""))));
        Assert.False(await TryAsync(Change().Require(Bytes.Of("here"), Bytes.Of("1")).Require(Bytes.Of("absent"), [])));
        Assert.Equal("here=1", Show(await ScanAsync(KeyRange.Prefix([]))));
        Assert.True(
            await ApplyAsync(Change().Require(Bytes.Of("here"), Bytes.Of("1")).Require(Bytes.Of("absent"), null))
        );
        Assert.Equal("a=1 b=2 here=1", Show(await ScanAsync(KeyRange.Prefix([]))));

        static WriteBatch Change() =>
            new WriteBatch()
                .Put(RowFamily.Record, Bytes.Of("a"), Bytes.Of("1"))
                .Put(RowFamily.Record, Bytes.Of("b"), Bytes.Of("2"));
    }

    [Fact]
    public async Task A_batch_of_guards_alone_tells_whether_they_hold()
    {
        Assert.True(await ApplyAsync(new WriteBatch().Require(Bytes.Of("key"), null)));
        Assert.False(await TryAsync(new WriteBatch().Require(Bytes.Of("key"), [])));
    }

    [Fact]
    public async Task Guards_speak_of_the_state_before_the_batch()
    {
        var key = Bytes.Of("key");
        Assert.True(await ApplyAsync(new WriteBatch().Put(RowFamily.Record, key, [1]).Require(key, null)));
        Assert.True(await ApplyAsync(new WriteBatch().Delete(RowFamily.Record, key).Require(key, [1])));
        Assert.Equal("(none)", await GetAsync("key"));
    }

    [Fact]
    public async Task Counters_start_at_zero_and_add_up()
    {
        var key = Bytes.Of("counter");
        await Task.WhenAll(Enumerable.Range(1, 100).Select(IncrementAsync));
        Assert.Equal(5050 - 6000, CounterValue.Read(await Rows.GetAsync(Here, RowFamily.Record, key, Cancel)));

        async Task IncrementAsync(int number)
        {
            await Task.Yield();
            Assert.True(await ApplyAsync(new WriteBatch().Increment(key, number)));
            Assert.True(await ApplyAsync(new WriteBatch().Increment(key, -60)));
        }
    }

    [Fact]
    public async Task A_counter_that_overflows_or_is_none_fails_its_own_batch_only()
    {
        await PutAsync("text", "abc");
        Assert.True(await ApplyAsync(new WriteBatch().Increment(Bytes.Of("big"), long.MaxValue)));
        await Assert.ThrowsAsync<OverflowException>(() => ApplyAsync(Change().Increment(Bytes.Of("big"), 1)).AsTask());
        await Assert.ThrowsAsync<InvalidDataException>(() =>
            ApplyAsync(Change().Increment(Bytes.Of("text"), 1)).AsTask()
        );
        Assert.Equal("(none)", await GetAsync("other"));
        Assert.True(await ApplyAsync(Change()));

        static WriteBatch Change() => new WriteBatch().Put(RowFamily.Record, Bytes.Of("other"), [1]);
    }

    [Fact]
    public async Task Concurrent_compare_and_swap_loses_no_step()
    {
        const int Tasks = 32;
        const int Steps = 25;
        var key = Bytes.Of("step");
        await Task.WhenAll(Enumerable.Range(0, Tasks).Select(_ => Task.Run(CountAsync, Cancel)));
        Assert.Equal(Tasks * Steps, CounterValue.Read(await Rows.GetAsync(Here, RowFamily.Record, key, Cancel)));

        async Task CountAsync()
        {
            for (var done = 0; done < Steps; )
            {
                var present = await Rows.GetAsync(Here, RowFamily.Record, key, Cancel);
                var next = CounterValue.Write(CounterValue.Read(present) + 1);
                var batch = new WriteBatch().Put(RowFamily.Record, key, next).Require(key, present);
                if (await Rows.ApplyAsync(Here, batch, Cancel))
                {
                    done++;
                }
            }
        }
    }

    [Fact]
    public async Task A_scan_sees_all_of_a_batch_or_nothing_of_it()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var writer = Task.Run(() => WriteAsync(stop.Token), Cancel);
        for (var round = 0; round < 300; round++)
        {
            var rows = await ScanAsync(KeyRange.Prefix(Bytes.Of("pair/")));
            Assert.True(rows.Count is 0 or 20);
            Assert.Single(rows.Select(row => Bytes.Text(row.Value)).DefaultIfEmpty("").Distinct());
        }
        await stop.CancelAsync();
        await writer;

        async Task WriteAsync(CancellationToken stopped)
        {
            for (var round = 0; !stopped.IsCancellationRequested; round++)
            {
                var batch = new WriteBatch();
                for (var number = 0; number < 20; number++)
                {
                    batch.Put(RowFamily.Record, Bytes.Of($"pair/{number}"), Bytes.Of($"{round}"));
                }

                await Rows.ApplyAsync(Here, batch, CancellationToken.None);
            }
        }
    }

    [Fact]
    public async Task A_cancelled_call_changes_nothing()
    {
        var cancelled = new CancellationToken(canceled: true);
        var batch = new WriteBatch().Put(RowFamily.Record, Bytes.Of("key"), [1]);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Rows.ApplyAsync(Here, batch, cancelled).AsTask());
        Assert.Equal("(none)", await GetAsync("key"));
    }

    private async Task PutAsync(string key, string value) =>
        Assert.True(await ApplyAsync(new WriteBatch().Put(RowFamily.Record, Bytes.Of(key), Bytes.Of(value))));

    private async Task<string> GetAsync(string key) =>
        Bytes.Text(await Rows.GetAsync(Here, RowFamily.Record, Bytes.Of(key), Cancel));

    private ValueTask<IReadOnlyList<Row>> ScanAsync(KeyRange range, int limit = 1000) =>
        Rows.ScanAsync(Here, RowFamily.Record, range, limit, Cancel);

    private ValueTask<bool> TryAsync(WriteBatch batch) => Rows.ApplyAsync(Here, batch, Cancel);

    /// <summary>Applies a batch whose guards hold; an engine may still let it fail now and then.</summary>
    private async ValueTask<bool> ApplyAsync(WriteBatch batch)
    {
        for (var attempt = 0; attempt < 50; attempt++)
        {
            if (await Rows.ApplyAsync(Here, batch, Cancel))
            {
                return true;
            }
        }
        return false;
    }

    private static string Show(IEnumerable<Row> rows) =>
        string.Join(' ', rows.Select(row => $"{Bytes.Text(row.Key)}={Bytes.Text(row.Value)}"));
}
