using Ossa.Engine.Bodies;
using Ossa.Engine.Checking;
using Ossa.Engine.Encryption;
using Ossa.Engine.Multipart;
using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Storage;
using Ossa.Tests.Engine.Checking;
using Xunit;

namespace Ossa.Tests.Engine.Encryption;

/// <summary>A record that does not say clearly whether its body is sealed is damaged: what is sealed is never handed out as it lies there.</summary>
public sealed class SealedMarkTests
{
    private const byte ObjectKindTag = 6;
    private const byte PartKindTag = 5;

    private static CancellationToken Cancel => TestStore.Cancel;

    [Theory]
    [InlineData(ObjectKindTag)]
    [InlineData(EncryptionCodec.WrappedKeyTag)]
    public async Task A_body_whose_mark_and_key_disagree_is_not_read_and_named_by_a_check(byte lost)
    {
        await using var store = await TestStore.OpenAsync(EngineKind.InMemory);
        await store.PutAsync("row", new byte[1_000], EncryptedStore.Wanted);
        var changed = Changed((await store.RowAsync("o/row"))!, lost);
        await store.PutRowAsync("o/row", changed);
        await Assert.ThrowsAsync<InvalidDataException>(() => store.ReadAsync("row"));
        Assert.Contains(await store.CheckAsync(), found => found.Kind == FindingKind.UnreadableRow);
    }

    [Theory]
    [InlineData(PartKindTag)]
    [InlineData(EncryptionCodec.WrappedKeyTag)]
    public async Task So_is_a_part(byte lost)
    {
        await using var store = await TestStore.OpenAsync(EngineKind.InMemory);
        var upload = await store.Engine.Uploads.InitiateAsync(store.Bucket, "parts", EncryptedStore.Wanted, Cancel);
        var part = await store.PutPartAsync(upload, 1, new byte[1_000]);
        var row = PartCodec.Encode(part!);
        Assert.Equal(part!.Body, PartCodec.Decode([0, 1], row).Body);
        Assert.Throws<InvalidDataException>(() => PartCodec.Decode([0, 1], Changed(row, lost)));
    }

    [Fact]
    public async Task A_key_without_an_algorithm_is_damage_that_a_check_names()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.InMemory);
        await store.PutAsync("empty", [], EncryptedStore.Wanted);
        await store.PutRowAsync("o/empty", Changed((await store.RowAsync("o/empty"))!, EncryptionCodec.AlgorithmTag));
        await Assert.ThrowsAsync<InvalidDataException>(() => store.ReadAsync("empty"));
        Assert.Contains(await store.CheckAsync(), found => found.Kind == FindingKind.UnreadableRow);
    }

    [Fact]
    public async Task Pieces_that_are_not_sealed_alike_become_no_manifest()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.InMemory);
        var plain = (await store.PutAsync("plain", [1])).Body;
        var isSealed = (await store.PutAsync("sealed", [1], EncryptedStore.Wanted)).Body;
        var mixed = new Manifest([new Piece(isSealed, 1, 0), new Piece(plain, 1, 0)]);
        var error = Assert.Throws<InvalidOperationException>(mixed.Encode);
        Assert.Contains(plain.Id.ToString(), error.Message, StringComparison.Ordinal);
    }

    /// <summary>The record without a field; of the kind only the mark goes, and in the place of the algorithm comes a key's name.</summary>
    private static byte[] Changed(byte[] row, byte lost)
    {
        var reader = new RecordReader(row, 1);
        var writer = new RecordWriter(1);
        while (reader.Next())
        {
            if (reader.Tag != lost)
            {
                writer.Bytes(reader.Tag, reader.Value);
            }
            else if (lost is ObjectKindTag or PartKindTag)
            {
                writer.Number(lost, (ulong)BodyKind.Row);
            }
            else if (lost == EncryptionCodec.AlgorithmTag)
            {
                writer.Text(EncryptionCodec.KeyNameTag, "mine");
            }
        }

        return writer.ToArray();
    }
}
