using CsCheck;
using Ossa.Storage;
using Ossa.Storage.InMemory;
using Xunit;

namespace Ossa.Tests.Storage.Local;

public sealed class LocalAgreesWithMemoryTests : LocalTest
{
    // Few and short keys over the extremes of a byte, so that rows meet, prefix each other and end ranges.
    private static readonly Gen<byte[]> Key = Among<byte>(0, 1, 0x41, 0x7F, 0x80, 0xFE, 0xFF).Array[1, 3];
    private static readonly Gen<byte[]> Value = Gen.Byte.Array[0, 3];
    private static readonly Gen<RowFamily> Family = Among(RowFamily.Record, RowFamily.Body);

    // Counters have keys of their own, since adding to another row is an error.
    private static readonly Gen<Action<WriteBatch>> Change = Gen.OneOf(
        Gen.Select(Family, Key, Value, (family, key, value) => (Action<WriteBatch>)(b => b.Put(family, key, value))),
        Gen.Select(Family, Key, (family, key) => (Action<WriteBatch>)(b => b.Delete(family, key))),
        Gen.Select(Gen.Byte[0, 3], Gen.Int[-9, 9], (n, d) => (Action<WriteBatch>)(b => b.Increment([9, 9, 9, n], d))),
        Gen.Select(Key, Value.Null(), (key, value) => (Action<WriteBatch>)(b => b.Require(key, value)))
    );

    private static readonly Gen<(byte[] From, byte[]? To, int Limit)> Range = Gen.Select(
        Key,
        Key.Null(),
        Gen.Int[1, 6]
    );

    [Fact]
    public async Task Any_batches_and_scans_give_the_same_as_in_memory()
    {
        await using var local = await OpenAsync();
        await using var memory = InMemoryEngine.Create();
        var round = 0;
        await Gen.Select(Change.Array[1, 6].Array[1, 12], Range.Array[1, 8])
            .SampleAsync(
                async (batches, ranges) =>
                {
                    var here = new PartitionId($"round-{Interlocked.Increment(ref round)}");
                    foreach (var changes in batches)
                    {
                        var batch = WithoutRepetition(changes);
                        // Read before, too: what is kept of that must not be what is read after.
                        await SameRowsAsync(local, memory, here, batch);
                        var applied = await local.Metadata.ApplyAsync(here, batch, Cancel);
                        Assert.Equal(await memory.Metadata.ApplyAsync(here, batch, Cancel), applied);
                        await SameRowsAsync(local, memory, here, batch);
                    }
                    foreach (var (from, to, limit) in ranges)
                    {
                        await SameAsync(local, memory, here, new KeyRange(from, to), limit);
                    }

                    await SameAsync(local, memory, here, KeyRange.Prefix([]), 1000);
                },
                iter: 150,
                threads: 4
            );
    }

    private static Gen<T> Among<T>(params T[] items) => Gen.Int[0, items.Length - 1].Select(index => items[index]);

    private static async Task SameRowsAsync(
        StorageEngine local,
        StorageEngine memory,
        PartitionId here,
        WriteBatch batch
    )
    {
        foreach (var change in batch.Changes)
        {
            var expected = await memory.Metadata.GetAsync(here, change.Family, change.Key, Cancel);
            Assert.Equal(expected, await local.Metadata.GetAsync(here, change.Family, change.Key, Cancel));
        }
    }

    private static async Task SameAsync(
        StorageEngine one,
        StorageEngine other,
        PartitionId here,
        KeyRange range,
        int limit
    )
    {
        foreach (var family in Enum.GetValues<RowFamily>())
        {
            var expected = await other.Metadata.ScanAsync(here, family, range, limit, Cancel);
            var actual = await one.Metadata.ScanAsync(here, family, range, limit, Cancel);
            Assert.Equal(Show(expected), Show(actual));
            foreach (var row in expected)
            {
                Assert.Equal(row.Value, await one.Metadata.GetAsync(here, family, row.Key, Cancel));
            }
        }
    }

    private static IEnumerable<string> Show(IReadOnlyList<Row> rows) =>
        rows.Select(row => $"{Convert.ToHexString(row.Key)}={Convert.ToHexString(row.Value)}");

    private static WriteBatch WithoutRepetition(Action<WriteBatch>[] changes)
    {
        var all = new WriteBatch();
        foreach (var change in changes)
        {
            change(all);
        }

        var batch = new WriteBatch();
        foreach (var change in all.Changes.DistinctBy(change => (change.Family, Convert.ToHexString(change.Key))))
        {
            _ = change.Kind switch
            {
                RowChangeKind.Put => batch.Put(change.Family, change.Key, change.Value),
                RowChangeKind.Add => batch.Increment(change.Key, change.Delta),
                _ => batch.Delete(change.Family, change.Key),
            };
        }
        foreach (var guard in all.Guards)
        {
            batch.Require(guard.Key, guard.Expected);
        }

        return batch;
    }
}
