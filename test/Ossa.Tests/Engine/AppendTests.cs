using System.Globalization;
using Ossa.Engine.Bodies;
using Ossa.Engine.Buckets;
using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Protocol.Checksums;
using Ossa.Protocol.Errors;
using Ossa.Storage;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Engine;

public sealed class AppendTests
{
    public static TheoryData<EngineKind> Kinds => TestStore.Kinds;

    private static CancellationToken Cancel => TestStore.Cancel;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Appends_of_any_size_read_as_one_object(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        byte[] whole = [];
        var seed = 0;
        foreach (
            var length in new[]
            {
                0,
                10,
                60_000,
                10_000,
                70_000,
                1,
                0,
                65_536,
                5_000_000,
                3_000_000,
                3_000_000,
                3_000_000,
                7,
            }
        )
        {
            var body = Bytes.Pattern(length, ++seed);
            var record = await store.AppendAsync("log", whole.Length, body);
            whole = [.. whole, .. body];
            Assert.Equal(ObjectType.Appendable, record.Type);
            Assert.Equal(whole.Length, record.Size);
            Assert.Equal(Crc64.Compute(whole), record.Crc64);
            Assert.Empty(record.Md5);
            Assert.Equal(whole, await store.ReadAsync("log"));
        }

        await store.Engine.Collector.CollectNewsAsync(Cancel);
        Assert.Equal(whole, await store.ReadAsync("log"));
        await store.Engine.Objects.DeleteAsync(store.Bucket, "log", Cancel);
        await store.Engine.Collector.CollectNewsAsync(Cancel);
        Assert.Equal(0, await store.CountBlobsAsync());
        Assert.Empty(await store.RowsAsync(RowFamily.Body));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Small_pieces_come_together_before_a_large_one_that_nobody_announced(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        byte[] whole = [];
        foreach (var length in new[] { 70_000, 70_001, 20_000, 300, 300 })
        {
            whole = [.. whole, .. await AppendAsync(length)];
        }

        // The last two rows go into the large piece; what is before it comes together on its own.
        whole = [.. whole, .. await AppendAsync(33 << 20)];
        Assert.Equal([160_001, (33 << 20) + 600], await PieceLengthsAsync());
        whole = [.. whole, .. await AppendAsync(1)];
        Assert.Equal([160_001, (33 << 20) + 600, 1], await PieceLengthsAsync());
        Assert.Equal(whole, await store.ReadAsync("log"));

        await store.Engine.Collector.CollectAllAsync(Cancel);
        Assert.Equal(whole, await store.ReadAsync("log"));
        Assert.Equal(2, await store.CountBlobsAsync());
        await store.Engine.Objects.DeleteAsync(store.Bucket, "log", Cancel);
        await store.Engine.Collector.CollectAllAsync(Cancel);
        Assert.Equal(0, await store.CountBlobsAsync());
        Assert.Empty(await store.RowsAsync(RowFamily.Body));

        async Task<byte[]> AppendAsync(int length)
        {
            var body = Bytes.Pattern(length, length);
            var read = TestStore.ReadFrom(body);
            var unannounced = new NewObject();
            var appender = store.Engine.Appender;
            var record = await appender.AppendAsync(store.Bucket, "log", whole.Length, unannounced, read, Cancel);
            Assert.Equal(Crc64.Compute([.. whole, .. body]), record.Crc64);
            return body;
        }

        async Task<IEnumerable<long>> PieceLengthsAsync()
        {
            var record = await store.Engine.Objects.FindAsync(store.Bucket, "log", null, Cancel);
            var row = RowKeys.Body(record!.Body.Id);
            var partition = store.Bucket.Partition;
            var manifest = await store.Storage.Metadata.GetAsync(partition, RowFamily.Body, row, Cancel);
            return Manifest.Decode(manifest).Pieces.Select(piece => piece.Length);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_wrong_position_is_told_the_right_one_and_changes_nothing(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        await RefusedAsync(5, "0");
        await store.AppendAsync("log", 0, Bytes.Of("hello"));
        await RefusedAsync(0, "5");
        await RefusedAsync(6, "5");
        Assert.Equal("hello", Bytes.Text(await store.ReadAsync("log")));

        async Task RefusedAsync(long position, string end)
        {
            var refusal = await Assert.ThrowsAsync<OssException>(() =>
                store.AppendAsync("log", position, Bytes.Of("x")).AsTask()
            );
            Assert.Equal(OssErrors.PositionNotEqualToLength, refusal.Error);
            Assert.Equal(end, Assert.Single(refusal.Headers).Value);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Of_those_that_append_at_one_position_one_wins(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var end = 0L;
        for (var round = 0; round < 10; round++)
        {
            var position = end;
            var tries = await Task.WhenAll(
                Enumerable
                    .Range(0, 8)
                    .Select(writer => Task.Run(() => TryAppendAsync(store, position, (byte)writer), Cancel))
            );
            end = Assert.Single(tries, size => size is not null)!.Value;
        }

        var body = await store.ReadAsync("log");
        Assert.Equal(end, body!.Length);
        // Each append wrote runs of one byte, so a run that is cut or mixed shows.
        Assert.All(body.Chunk(40_000), run => Assert.Single(run.Distinct()));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Only_what_was_made_by_appending_can_be_appended_to(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        await store.PutAsync("key", Bytes.Of("put"));
        foreach (var position in new[] { 0, 3 })
        {
            var refusal = await Assert.ThrowsAsync<OssException>(() =>
                store.AppendAsync("key", position, Bytes.Of("x")).AsTask()
            );
            Assert.Equal(OssErrors.ObjectNotAppendable, refusal.Error);
        }

        await store.AppendAsync("log", 0, Bytes.Of("appended"));
        var copy = await store.CopyAsync("log", "copy");
        Assert.Equal(ObjectType.Normal, copy.Type);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_reader_sees_the_object_as_it_was_when_it_opened_it(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        byte[] before = [.. Bytes.Pattern(100_000, 1), .. Bytes.Pattern(100, 2)];
        await store.AppendAsync("log", 0, before[..100_000]);
        await store.AppendAsync("log", 100_000, before[100_000..]);
        await using (var open = await store.Engine.Objects.OpenAsync(store.Bucket, "log", null, Cancel))
        {
            // Carries the last piece over, and so queues the one that the reader still needs.
            await store.AppendAsync("log", 100_100, Bytes.Pattern(100, 3));
            await store.Engine.Objects.DeleteAsync(store.Bucket, "log", Cancel);
            await store.Engine.Collector.CollectAllAsync(Cancel);
            Assert.Equal(before, await TestStore.ReadAllAsync(open!.Body));
        }

        await store.Engine.Collector.CollectAllAsync(Cancel);
        Assert.Equal(0, await store.CountBlobsAsync());
        Assert.Empty(await store.RowsAsync(RowFamily.Body));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Where_versions_are_kept_an_append_makes_none(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        await store.SwitchAsync(VersioningState.Enabled);
        await store.AppendAsync("log", 0, Bytes.Of("one "));
        await store.AppendAsync("log", 4, Bytes.Of("two"));
        var versions = await store.Engine.Versions.ListAsync(store.Bucket, new("", "", "", null, 10), Cancel);
        Assert.Equal(7, Assert.Single(versions.Versions).Record.Size);
        Assert.Equal("one two", Bytes.Text(await store.ReadAsync("log", versions.Versions[0].Record.Version)));
    }

    [Fact]
    public async Task Small_appends_keep_the_number_of_pieces_bounded()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.InMemory);
        var position = 0L;
        for (var i = 0; i < 400; i++)
        {
            position = (await store.AppendAsync("log", position, Bytes.Pattern(70_000, i))).Size;
        }

        await store.Engine.Collector.CollectAllAsync(Cancel);
        // 240 of them come to 16 MiB and are one piece.
        Assert.Equal(1 + 160, await store.CountBlobsAsync());
    }

    private static async Task<long?> TryAppendAsync(TestStore store, long position, byte value)
    {
        try
        {
            var run = Enumerable.Repeat(value, 40_000).ToArray();
            return (await store.AppendAsync("log", position, run)).Size;
        }
        catch (OssException refusal) when (refusal.Error == OssErrors.PositionNotEqualToLength)
        {
            var end = long.Parse(refusal.Headers[0].Value, CultureInfo.InvariantCulture);
            Assert.Equal(position + 40_000, end);
            return null;
        }
    }
}
