using Ossa.Engine.Objects;
using Ossa.Protocol.Errors;
using Ossa.Storage;
using Ossa.Tests.Engine.Checking;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Engine.Encryption;

public sealed class EncryptedAppendTests
{
    private static readonly NewObject Plain = new();

    public static TheoryData<EngineKind> Kinds => TestStore.Kinds;

    private static CancellationToken Cancel => TestStore.Cancel;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_append_to_an_object_that_is_made_anew_with_another_encryption_is_refused(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        foreach (var (before, after) in new[] { (Plain, EncryptedStore.Wanted), (EncryptedStore.Wanted, Plain) })
        {
            await AppendAsync(store, before, 0, []);
            var read = TestStore.ReadFrom([1, 2, 3]);
            var isReplaced = false;
            var refusal = await Assert.ThrowsAsync<OssException>(() =>
                store
                    .Engine.Appender.AppendAsync(store.Bucket, "log", 0, before, ReadAfterReplacingAsync, Cancel)
                    .AsTask()
            );
            Assert.Equal(OssErrors.PositionNotEqualToLength, refusal.Error);
            Assert.Equal("0", Assert.Single(refusal.Headers).Value);
            await AppendAsync(store, before, 0, [4]);
            await AppendAsync(store, before, 1, [5]);
            Assert.Equal([4, 5], await store.ReadAsync("log"));
            Assert.Equal(after.Encryption, (await store.RecordAsync("log")).Encryption);
            await store.Engine.Objects.DeleteAsync(store.Bucket, "log", Cancel);

            async ValueTask<int> ReadAfterReplacingAsync(Memory<byte> buffer, CancellationToken cancel)
            {
                if (!isReplaced)
                {
                    isReplaced = true;
                    await store.Engine.Objects.DeleteAsync(store.Bucket, "log", cancel);
                    await AppendAsync(store, after, 0, []);
                }

                return await read(buffer, cancel);
            }
        }

        Assert.Empty(await store.CheckAsync());
    }

    [Fact]
    public async Task Small_appends_settle_although_their_keys_together_do_not_fit_a_record()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.Checking);
        var whole = Bytes.Pattern(300 * 70_000, 1);
        for (var at = 0; at < whole.Length; at += 70_000)
        {
            await AppendAsync(store, EncryptedStore.Wanted, at, whole[at..(at + 70_000)]);
        }

        await store.Engine.Collector.CollectAllAsync(Cancel);
        Assert.Equal(whole, await store.ReadAsync("log"));
        // 240 of them come to 16 MiB and are one piece.
        Assert.Equal(1 + 60, await store.CountBlobsAsync());
        await store.Engine.Objects.DeleteAsync(store.Bucket, "log", Cancel);
        await store.Engine.Collector.CollectAllAsync(Cancel);
        Assert.Equal(0, await store.CountBlobsAsync());
        Assert.Empty(await store.RowsAsync(RowFamily.Body));
    }

    private static ValueTask<ObjectRecord> AppendAsync(TestStore store, NewObject wanted, long position, byte[] body) =>
        store.Engine.Appender.AppendAsync(
            store.Bucket,
            "log",
            position,
            wanted with
            {
                ExpectedBytes = body.Length,
            },
            TestStore.ReadFrom(body),
            Cancel
        );
}
