using Ossa.Engine.Bodies;
using Ossa.Engine.Buckets;
using Ossa.Engine.Encryption;
using Ossa.Engine.Garbage;
using Ossa.Engine.Objects;
using Ossa.Storage;
using Ossa.Tests.Server;
using Xunit;

namespace Ossa.Tests.Engine;

/// <summary>A body that could not be opened is not kept from the collector.</summary>
public sealed class FailedOpeningTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_collector_hears_of_a_body_that_is_no_longer_pinned_although_it_was_not_opened(bool fails)
    {
        var (storage, rows) = InterceptedStore.Create();
        await using var _ = storage;
        var bucket = new Bucket("bucket", new string('0', 32), default, "owner");
        var body = new BodyLocation(BodyKind.Manifest, BlobId.New());
        var (pins, garbage) = (new BodyPins(), new GarbageQueue());
        using var keyring = new KeyringStore(storage, TimeProvider.System);
        var opener = new BodyOpener(storage, new BodyKeys(keyring), pins, garbage);
        var isPinned = false;
        rows.AfterBodyRead = () =>
        {
            isPinned = !pins.TryCollect(body.Id);
            return fails ? throw new IOException("broken") : Task.CompletedTask;
        };
        var partition = new BucketPartition(storage.Metadata, bucket);
        var opening = opener.OpenAsync(partition, body, Cancel).AsTask();
        if (fails)
        {
            await Assert.ThrowsAsync<IOException>(() => opening);
        }
        else
        {
            Assert.Null(await opening);
        }

        Assert.True(isPinned);
        Assert.True(pins.TryCollect(body.Id));
        var (partitionOfNews, items) = Assert.Single(garbage.Take());
        Assert.Equal(bucket.Partition, partitionOfNews);
        Assert.Equal([new GarbageItem(GarbageKind.Manifest, body.Id)], items);
    }
}
