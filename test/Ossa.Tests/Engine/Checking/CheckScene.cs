using Ossa.Engine.Buckets;
using Ossa.Engine.Checking;
using Ossa.Engine.Objects;
using Ossa.Engine.Versions;
using Ossa.Storage;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Engine.Checking;

/// <summary>Fills stores for checks, and runs these.</summary>
internal static class CheckScene
{
    private static CancellationToken Cancel => TestStore.Cancel;

    public static Task<IReadOnlyList<Finding>> CheckAsync(this TestStore store) => store.CheckAsync(new CheckOptions());

    public static async Task<IReadOnlyList<Finding>> CheckAsync(this TestStore store, CheckOptions options)
    {
        var found = new List<Finding>();
        var figures = await store.Engine.Check.RunAsync(
            options,
            (finding, _) =>
            {
                found.Add(finding);
                return ValueTask.CompletedTask;
            },
            Cancel
        );
        Assert.Equal(found.Count, figures.Findings);
        Assert.Equal(found.Count(finding => finding.Repaired), figures.Repaired);
        return found;
    }

    /// <summary>
    /// One of everything under known names: a row, a blob, pieces (of which one is a row), a copy of each, an appended object, versions
    /// with a delete marker, an upload with a part in a row and one in a blob.
    /// </summary>
    public static async Task FillAsync(this TestStore store)
    {
        await store.PutAsync("small", Bytes.Pattern(900, 1));
        await store.PutAsync("large", Bytes.Pattern(600_000, 2));
        await store.CopyAsync("large", "large-copy");
        await CompleteAsync(store, "pieces", 3);
        await store.CopyAsync("pieces", "pieces-copy");
        await store.AppendAsync("appended", 0, Bytes.Pattern(200_000, 5));
        await store.AppendAsync("appended", 200_000, Bytes.Pattern(1_000, 6));
        await store.PutAsync("kept", Bytes.Pattern(70_000, 7));
        await store.SwitchAsync(VersioningState.Enabled);
        await store.PutAsync("kept", Bytes.Pattern(80_000, 8));
        await store.PutAsync("kept", Bytes.Pattern(800, 9));
        await store.PutAsync("gone", Bytes.Pattern(300, 10));
        await store.Engine.Objects.DeleteAsync(store.Bucket, "gone", Cancel);
        var upload = await store.Engine.Uploads.InitiateAsync(store.Bucket, "upload", new NewObject(), Cancel);
        await store.PutPartAsync(upload, 1, Bytes.Pattern(150_000, 11));
        await store.PutPartAsync(upload, 2, Bytes.Pattern(1_500, 12));
        await store.Engine.Collector.CollectAllAsync(Cancel);
    }

    /// <summary>A busy while, with everything that changes a bucket.</summary>
    public static async Task LiveAsync(this TestStore store, int seed, int steps)
    {
        var random = new Dice(seed);
        for (var i = 0; i < steps; i++)
        {
            await StepAsync(store, random, $"{random.Next(8)}");
        }
    }

    private static async Task StepAsync(TestStore store, Dice random, string key)
    {
        switch (random.Next(10))
        {
            case 0 or 1:
                await store.PutAsync(key, Bytes.Pattern(random.Next(2_000), random.Next(99)));
                break;
            case 2 or 3:
                await store.PutAsync(key, Bytes.Pattern(random.Next(70_000, 200_000), random.Next(99)));
                break;
            case 4 or 5:
                await CopyAsync(store, key, $"{random.Next(8)}");
                break;
            case 6:
                await AppendAsync(store, $"append-{key}", random);
                break;
            case 7:
                await CompleteAsync(store, key, random.Next(1, 4));
                break;
            case 8:
                await store.Engine.Objects.DeleteAsync(store.Bucket, key, Cancel);
                break;
            default:
                await store.Engine.Collector.CollectAllAsync(Cancel);
                break;
        }
    }

    private static async Task CopyAsync(TestStore store, string from, string to)
    {
        await using var source = await store.Engine.Objects.OpenAsync(store.Bucket, from, null, Cancel);
        if (source is not null)
        {
            await store.Engine.Objects.CopyAsync(source, store.Bucket, to, new NewObject(), Cancel);
        }
    }

    private static async Task AppendAsync(TestStore store, string key, Dice random)
    {
        long position;
        await using (var open = await store.Engine.Objects.OpenAsync(store.Bucket, key, null, Cancel))
        {
            position = open?.Record.Size ?? 0;
        }

        var length = random.Next(2) == 0 ? random.Next(1, 2_000) : random.Next(70_000, 90_000);
        await store.AppendAsync(key, position, Bytes.Pattern(length, random.Next(99)));
    }

    private static async Task CompleteAsync(TestStore store, string key, int parts)
    {
        var upload = await store.Engine.Uploads.InitiateAsync(store.Bucket, key, new NewObject(), Cancel);
        for (var number = 1; number <= parts; number++)
        {
            // The last part is small enough for a row.
            var length = number == parts ? 1_000 : 150_000;
            await store.PutPartAsync(upload, number, Bytes.Pattern(length, number));
        }

        await store.Engine.Uploads.CompleteAsync(store.Bucket, upload, null, Cancel);
    }

    public static async Task<ObjectRecord> RecordAsync(this TestStore store, string key, VersionId? version = null)
    {
        await using var open = await store.Engine.Objects.OpenAsync(store.Bucket, key, version, Cancel);
        return open!.Record;
    }

    public static Task<byte[]?> RowAsync(this TestStore store, string name) =>
        store.Storage.Metadata.GetAsync(store.Bucket.Partition, RowFamily.Record, Bytes.Of(name), Cancel).AsTask();

    public static Task PutRowAsync(this TestStore store, string name, byte[] value) =>
        store.ApplyAsync(new WriteBatch().Put(RowFamily.Record, Bytes.Of(name), value));

    public static Task RemoveRowAsync(this TestStore store, string name) =>
        store.ApplyAsync(new WriteBatch().Delete(RowFamily.Record, Bytes.Of(name)));

    public static async Task ApplyAsync(this TestStore store, WriteBatch batch) =>
        Assert.True(await store.Storage.Metadata.ApplyAsync(store.Bucket.Partition, batch, Cancel));

    /// <summary>All that is stored of the bucket, to see that something did not change.</summary>
    public static async Task<IReadOnlyList<string>> SnapshotAsync(this TestStore store)
    {
        var rows = new List<string>();
        foreach (var family in new[] { RowFamily.Record, RowFamily.Body })
        {
            rows.AddRange(
                (await store.RowsAsync(family)).Select(row =>
                    $"{family} {Convert.ToHexString(row.Key)} {Convert.ToHexString(row.Value)}"
                )
            );
        }

        await foreach (var blob in store.Storage.Blobs.ListAsync(Cancel))
        {
            rows.Add($"blob {blob}");
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }
}
