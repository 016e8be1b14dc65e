using Ossa.Storage;
using Ossa.Storage.Checking;
using Ossa.Storage.InMemory;
using Xunit;

namespace Ossa.Tests.Storage.Checking;

public sealed class CheckingMetadataStoreTests
{
    private static readonly PartitionId Here = new("here");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_that_names_a_row_twice_is_refused()
    {
        await RefusedAsync(new WriteBatch().Put(RowFamily.Record, [1], []).Delete(RowFamily.Record, [1]));
        await RefusedAsync(new WriteBatch().Increment([1], 1).Increment([1], 2));
        await RefusedAsync(new WriteBatch().Require([1], null).Require([1], [1]));
        await AcceptedAsync(new WriteBatch().Put(RowFamily.Record, [1], []).Put(RowFamily.Body, [1], []));
        await AcceptedAsync(new WriteBatch().Put(RowFamily.Record, [1], []).Require([1], []));
    }

    [Fact]
    public async Task Keys_and_records_over_the_limits_are_refused()
    {
        var longest = new byte[StorageLimits.MaxKeyBytes];
        await AcceptedAsync(new WriteBatch().Put(RowFamily.Record, longest, new byte[StorageLimits.MaxRecordBytes]));
        await AcceptedAsync(new WriteBatch().Put(RowFamily.Body, longest, new byte[StorageLimits.MaxRecordBytes + 1]));
        await RefusedAsync(new WriteBatch().Put(RowFamily.Record, [1], new byte[StorageLimits.MaxRecordBytes + 1]));
        await RefusedAsync(new WriteBatch().Put(RowFamily.Record, [.. longest, 1], []));
        await RefusedAsync(new WriteBatch().Delete(RowFamily.Record, []));
        await RefusedAsync(new WriteBatch().Require([.. longest, 1], null));
    }

    [Fact]
    public async Task A_batch_of_too_many_changes_is_refused()
    {
        var batch = new WriteBatch();
        for (var number = 0; number < StorageLimits.MaxBatchChanges; number++)
        {
            batch.Delete(RowFamily.Record, CounterValue.Write(number));
        }

        await AcceptedAsync(batch);
        await RefusedAsync(batch.Delete(RowFamily.Record, [1]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(600)]
    public void Who_changes_a_value_that_was_handed_out_is_found_out(int furtherOnes)
    {
        var rows = new HandedOutRows();
        byte[] value = [2, 3];
        rows.Add(value);
        rows.Check();
        value[0]++;
        var error = Assert.Throws<InvalidOperationException>(() =>
        {
            for (var i = 0; i < furtherOnes; i++)
            {
                rows.Add([4]);
            }

            rows.Check();
        });
        Assert.Contains("handed out", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData("ü")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public async Task A_partition_with_a_bad_name_is_refused(string name)
    {
        await using var engine = Open();
        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync().AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => ReadAsync().AsTask());

        ValueTask<bool> WriteAsync() => engine.Metadata.ApplyAsync(new(name), new WriteBatch(), Cancel);

        ValueTask<byte[]?> ReadAsync() =>
            engine.Metadata.GetAsync(new(name), RowFamily.Record, new byte[] { 1 }, Cancel);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(StorageLimits.MaxScanRows + 1)]
    public async Task A_scan_with_a_limit_out_of_range_is_refused(int limit)
    {
        await using var engine = Open();
        await Assert.ThrowsAsync<ArgumentException>(() =>
            engine.Metadata.ScanAsync(Here, RowFamily.Record, KeyRange.Prefix([]), limit, Cancel).AsTask()
        );
    }

    [Fact]
    public async Task Guarded_batches_fail_at_the_given_rate_and_unguarded_ones_never()
    {
        var first = await OutcomesAsync(seed: 1);
        Assert.Equal(first, await OutcomesAsync(seed: 1));
        Assert.NotEqual(first, await OutcomesAsync(seed: 2));
        Assert.InRange(first.Count(applied => !applied), 200, 300);

        static async Task<List<bool>> OutcomesAsync(ulong seed)
        {
            await using var engine = Open(seed, rate: 0.25);
            var outcomes = new List<bool>();
            for (var number = 0; number < 1000; number++)
            {
                Assert.True(await engine.Metadata.ApplyAsync(Here, new WriteBatch().Increment([1], 1), Cancel));
                outcomes.Add(await engine.Metadata.ApplyAsync(Here, new WriteBatch().Require([2], null), Cancel));
            }
            return outcomes;
        }
    }

    private static StorageEngine Open(ulong seed = 1, double rate = 0) =>
        CheckingEngine.Over(InMemoryEngine.Create(), seed, rate);

    private static async Task AcceptedAsync(WriteBatch batch)
    {
        await using var engine = Open();
        await engine.Metadata.ApplyAsync(Here, batch, Cancel);
    }

    private static async Task RefusedAsync(WriteBatch batch)
    {
        await using var engine = Open();
        await Assert.ThrowsAsync<ArgumentException>(() => engine.Metadata.ApplyAsync(Here, batch, Cancel).AsTask());
    }
}
