using Ossa.Engine.Buckets;
using Ossa.Engine.Checking;
using Ossa.Engine.Objects;
using Ossa.Protocol.Access;
using Ossa.Storage;
using Ossa.Tests.Engine.Scrubbing;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Engine.Checking;

/// <summary>Checks and scrubs while everything that changes a store goes on around them.</summary>
public sealed class CheckInUseTests
{
    private const int Rounds = 60;

    public static TheoryData<EngineKind, VersioningState> Cases =>
        [
            .. Enum.GetValues<EngineKind>()
                .SelectMany(kind =>
                    Enum.GetValues<VersioningState>()
                        .Select(versioning => new TheoryDataRow<EngineKind, VersioningState>(kind, versioning))
                ),
        ];

    private static CancellationToken Cancel => TestStore.Cancel;

    [Theory, MemberData(nameof(Cases))]
    public async Task What_is_under_way_is_no_finding(EngineKind kind, VersioningState versioning)
    {
        await using var store = await OpenAsync(kind, versioning);
        var living = Task.WhenAll(
            Enumerable.Range(1, 3).Select(seed => Task.Run(() => LiveAsync(store, seed), Cancel))
        );
        var scrubs = new Scrubs();
        do
        {
            await store.Engine.Scrubber.ScrubAsync(scrubs, Cancel);
            Assert.Empty(await store.CheckAsync(new CheckOptions { Repair = true }));
        } while (!living.IsCompleted);
        await living;
        Assert.Empty(scrubs.Damages);
        Assert.Empty(await store.CheckAsync());
    }

    private static async Task<TestStore> OpenAsync(EngineKind kind, VersioningState versioning)
    {
        var store = await TestStore.OpenAsync(kind, new() { ScrubBytesPerSecond = long.MaxValue });
        if (versioning != VersioningState.Never)
        {
            await store.SwitchAsync(VersioningState.Enabled);
        }

        if (versioning == VersioningState.Suspended)
        {
            await store.SwitchAsync(versioning);
        }

        return store;
    }

    private static async Task LiveAsync(TestStore store, int seed)
    {
        var random = new Dice(seed);
        for (var i = 0; i < Rounds; i++)
        {
            await LiveAsync(store, $"{seed}-{i}", random);
        }
    }

    /// <summary>One change of what all share, or of something of its own where two at once would refuse each other.</summary>
    private static async Task LiveAsync(TestStore store, string own, Dice random)
    {
        var key = $"{random.Next(6)}";
        switch (random.Next(8))
        {
            case 0:
                await store.PutAsync(key, Bytes.Pattern(random.Next(2_000)));
                break;
            case 1:
                await store.PutAsync(key, Bytes.Pattern(random.Next(70_000, 90_000)));
                break;
            case 2:
                await CopyAsync(store, key, store.Bucket, $"{random.Next(6)}");
                break;
            case 3:
                await AppendAsync(store, own);
                break;
            case 4:
                await UploadAsync(store, key, random.Next(3) > 0);
                break;
            case 5:
                await RemoveVersionAsync(store, key);
                break;
            case 6:
                await PassThroughAsync(store, $"bucket-{own}", key);
                break;
            default:
                await store.Engine.Objects.DeleteAsync(store.Bucket, key, Cancel);
                await store.Engine.Collector.CollectAllAsync(Cancel);
                break;
        }
    }

    private static async Task CopyAsync(TestStore store, string from, Bucket bucket, string to)
    {
        await using var source = await store.Engine.Objects.OpenAsync(store.Bucket, from, null, Cancel);
        if (source is not null)
        {
            await store.Engine.Objects.CopyAsync(source, bucket, to, new NewObject(), Cancel);
        }
    }

    private static async Task AppendAsync(TestStore store, string key)
    {
        await store.AppendAsync(key, 0, Bytes.Pattern(80_000));
        await store.AppendAsync(key, 80_000, Bytes.Pattern(500));
        await store.AppendAsync(key, 80_500, Bytes.Pattern(80_000));
        await store.Engine.Objects.DeleteAsync(store.Bucket, key, Cancel);
    }

    /// <summary>One part is written twice; an upload that is not completed is aborted.</summary>
    private static async Task UploadAsync(TestStore store, string key, bool complete)
    {
        var uploads = store.Engine.Uploads;
        var upload = await uploads.InitiateAsync(store.Bucket, key, new NewObject(), Cancel);
        await store.PutPartAsync(upload, 1, Bytes.Pattern(120_000, 1));
        await store.PutPartAsync(upload, 1, Bytes.Pattern(110_000, 2));
        await store.PutPartAsync(upload, 2, Bytes.Pattern(1_000, 3));
        if (complete)
        {
            await uploads.CompleteAsync(store.Bucket, upload, null, Cancel);
        }
        else
        {
            await uploads.AbortAsync(store.Bucket, upload, Cancel);
        }
    }

    private static async Task RemoveVersionAsync(TestStore store, string key)
    {
        await using var found = await store.Engine.Objects.OpenAsync(store.Bucket, key, null, Cancel);
        if (found is not null)
        {
            await store.Engine.Objects.DeleteVersionAsync(store.Bucket, key, found.Record.Version, Cancel);
        }
    }

    /// <summary>A bucket that is made, filled with a copy, emptied and deleted.</summary>
    private static async Task PassThroughAsync(TestStore store, string name, string key)
    {
        var (buckets, account) = (store.Engine.Buckets, store.Engine.AccountId);
        var bucket = await buckets.CreateAsync(name, account, CannedAcl.Private, "Standard", "LRS", Cancel);
        await CopyAsync(store, key, bucket, key);
        await store.Engine.Objects.DeleteAsync(bucket, key, Cancel);
        await buckets.DeleteAsync(bucket, Cancel);
    }
}
