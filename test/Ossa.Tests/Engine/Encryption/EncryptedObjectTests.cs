using System.Security.Cryptography;
using CsCheck;
using Ossa.Engine.Encryption;
using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Protocol.Checksums;
using Ossa.Storage;
using Ossa.Tests.Engine.Checking;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Engine.Encryption;

public sealed class EncryptedObjectTests
{
    private static CancellationToken Cancel => TestStore.Cancel;

    public static TheoryData<EngineKind> Kinds => TestStore.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_kind_of_body_is_read_as_it_was_written(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        foreach (var (key, body) in await store.FillEncryptedAsync())
        {
            Assert.Equal(body, await store.ReadAsync(key));
            var record = await store.RecordAsync(key);
            Assert.Equal((body.Length, Crc64.Compute(body)), (record.Size, record.Crc64));
            Assert.Equal(ObjectEncryption.Aes256, record.Encryption);
            if (record.Md5.Length > 0)
            {
                Assert.Equal(MD5.HashData(body), record.Md5);
            }
        }

        Assert.Empty(await store.CheckAsync());
    }

    [Fact]
    public async Task Any_range_of_any_body_is_what_was_written_there()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.Local);
        foreach (var (key, body) in await store.FillEncryptedAsync())
        {
            await using var open = await store.Engine.Objects.OpenAsync(store.Bucket, key, null, Cancel);
            await Gen.Select(Gen.Int[0, body.Length], Gen.Int[1, 200_000])
                .SampleAsync(
                    async (from, length) =>
                    {
                        length = Math.Min(length, body.Length - from);
                        var read = new byte[length];
                        var source = open!.Body.ReadRange(from, length);
                        for (var at = 0; at < length; )
                        {
                            at += await source(read.AsMemory(at), Cancel);
                        }

                        Assert.Equal(0, await source(new byte[1], Cancel));
                        Assert.Equal(body[from..(from + length)], read);
                    },
                    iter: 40,
                    threads: 1
                );
        }
    }

    [Fact]
    public async Task Nothing_of_them_is_found_on_the_disk()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.Local);
        var bodies = await store.FillEncryptedAsync();
        await store.CopyAsync("row", "row-copy", EncryptedStore.Wanted);
        await store.CopyAsync("parts", "parts-copy", EncryptedStore.Wanted);
        await store.CopyAsync("blob", "plain", new NewObject());
        var (marker, plainMarker) = (RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32));
        await store.PutAsync("plain-row", plainMarker);
        await store.PutAsync("marked-row", marker, EncryptedStore.Wanted);
        await store.PutAsync("marked-blob", [.. bodies["blob"], .. marker], EncryptedStore.Wanted);
        Assert.Equal(bodies["blob"], await store.ReadAsync("plain"));
        Assert.Equal(marker, await store.ReadAsync("marked-row"));
        // Closed, so that the rows are in files, too.
        await store.WhileClosedAsync(async () =>
        {
            Assert.False(await IsOnDiskAsync(store, marker));
            Assert.False(await IsOnDiskAsync(store, bodies["row"].AsSpan(1_000, 32).ToArray()));
            foreach (var at in new[] { 100, 150_100, 290_100 })
            {
                Assert.False(await IsOnDiskAsync(store, bodies["parts"].AsSpan(at, 32).ToArray()));
            }

            // The same look finds what is not encrypted.
            Assert.True(await IsOnDiskAsync(store, plainMarker));
            Assert.True(await IsOnDiskAsync(store, bodies["blob"].AsSpan(300_000, 32).ToArray()));
        });
        Assert.Equal(marker, await store.ReadAsync("marked-row"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Copies_share_what_is_encrypted_alike_and_nothing_else(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        await store.Engine.Keyring.CreateAsync("mine", Cancel);
        var named = new NewObject { Encryption = new ObjectEncryption(EncryptionAlgorithm.Kms, "mine") };
        var bodies = await store.FillEncryptedAsync();
        foreach (var key in new[] { "row", "blob", "parts", "appended" })
        {
            var from = await store.RecordAsync(key);
            var alike = await store.CopyAsync(key, key + "-alike", EncryptedStore.Wanted);
            var plain = await store.CopyAsync(key, key + "-plain", new NewObject());
            var other = await store.CopyAsync(key, key + "-other", named);
            Assert.Null(plain.Encryption);
            Assert.Equal("mine", other.Encryption!.KeyName);
            if (key == "blob")
            {
                Assert.Equal(from.Body.Id, alike.Body.Id);
                Assert.NotEqual(from.Body.Key, alike.Body.Key);
                Assert.NotEqual(from.Body.Id, plain.Body.Id);
                Assert.NotEqual(from.Body.Id, other.Body.Id);
            }

            await store.Engine.Objects.DeleteAsync(store.Bucket, key, Cancel);
            await store.Engine.Collector.CollectAllAsync(Cancel);
            foreach (var copy in new[] { "-alike", "-plain", "-other" })
            {
                Assert.Equal(bodies[key], await store.ReadAsync(key + copy));
            }
        }

        Assert.Empty(await store.CheckAsync());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_bucket_encrypts_what_does_not_say_otherwise(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        await store.PutAsync("before", [1, 2, 3]);
        await store.AppendAsync("appended", 0, [1]);
        await store.EncryptAsync(new ObjectEncryption(EncryptionAlgorithm.Kms));
        await store.PutAsync("after", [1, 2, 3]);
        await store.PutAsync("own", [1, 2, 3], EncryptedStore.Wanted);
        await store.AppendAsync("appended", 1, [2]);
        await store.EncryptAsync(null);
        Assert.Null((await store.RecordAsync("before")).Encryption);
        Assert.Null((await store.RecordAsync("appended")).Encryption);
        Assert.Equal(ObjectEncryption.DefaultKeyName, (await store.RecordAsync("after")).Encryption!.Chain);
        Assert.Equal(ObjectEncryption.Aes256, (await store.RecordAsync("own")).Encryption);
        await store.AppendAsync("after-that", 0, [1]);
        Assert.Null((await store.RecordAsync("after-that")).Encryption);
        Assert.Equal([1, 2], await store.ReadAsync("appended"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_older_keys_sealed_stays_readable(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var bodies = await store.FillEncryptedAsync();
        var before = (await store.RecordAsync("blob")).Body.Key!.Master;
        await store.Engine.Keyring.RotateAsync(null, Cancel);
        await store.PutAsync("new", [1], EncryptedStore.Wanted);
        var copy = await store.CopyAsync("blob", "copy", EncryptedStore.Wanted);
        Assert.NotEqual(before, (await store.RecordAsync("new")).Body.Key!.Master);
        Assert.NotEqual(before, copy.Body.Key!.Master);
        await store.ReopenAsync();
        foreach (var (key, body) in bodies)
        {
            Assert.Equal(body, await store.ReadAsync(key));
        }

        Assert.Equal(bodies["blob"], await store.ReadAsync("copy"));
        Assert.Empty(await store.CheckAsync());
    }

    [Fact]
    public async Task What_is_not_encrypted_is_stored_as_ever()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.InMemory);
        await store.PutAsync("row", Bytes.Pattern(900, 1));
        Assert.All(TagsOf((await store.RowAsync("o/row"))!), tag => Assert.NotInRange(tag, 70, 79));
        Assert.Equal(Bytes.Pattern(900, 1), (await store.RowsAsync(RowFamily.Body)).Single().Value);
        Assert.Null(store.Storage.Keyring.Read());
    }

    [Fact]
    public async Task A_program_from_before_encryption_knows_no_kind_of_sealed_body()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.InMemory);
        await store.FillEncryptedAsync();
        foreach (var key in new[] { "row", "blob" })
        {
            Assert.False(Enum.IsDefined((BodyKind)StoredKind((await store.RowAsync("o/" + key))!)));
        }

        var manifest = (await store.RecordAsync("parts")).Body.Id;
        var row = (await store.RowsAsync(RowFamily.Body)).Single(row =>
            row.Key.AsSpan().SequenceEqual(RowKeys.Body(manifest))
        );
        Assert.Equal(2, row.Value[0]);
    }

    private static int StoredKind(byte[] row)
    {
        var reader = new RecordReader(row, 1);
        while (reader.Tag != 6)
        {
            Assert.True(reader.Next());
        }

        return (int)reader.Number();
    }

    private static List<int> TagsOf(byte[] row)
    {
        var tags = new List<int>();
        var reader = new RecordReader(row, 1);
        while (reader.Next())
        {
            tags.Add(reader.Tag);
        }

        return tags;
    }

    private static async Task<bool> IsOnDiskAsync(TestStore store, byte[] wanted)
    {
        foreach (var path in Directory.EnumerateFiles(store.Path, "*", SearchOption.AllDirectories))
        {
            var bytes = await File.ReadAllBytesAsync(path, Cancel);
            if (bytes.AsSpan().IndexOf(wanted) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
