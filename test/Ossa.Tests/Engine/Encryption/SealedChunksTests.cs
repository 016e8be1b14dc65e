using CsCheck;
using Ossa.Engine.Encryption;
using Ossa.Storage;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Engine.Encryption;

public sealed class SealedChunksTests
{
    private const int Chunk = SealedChunks.PlainBytes;

    private static readonly Gen<int> Lengths = Gen.OneOf(
        Gen.Int[1, 300],
        Gen.Select(Gen.Int[1, 4], Gen.Int[-1, 1], (chunks, off) => chunks * Chunk + off),
        Gen.Int[1, 4 * Chunk]
    );

    [Fact]
    public void What_was_sealed_opens_as_it_was() =>
        Lengths.Sample(
            length =>
            {
                using var key = DataKey.New();
                var body = Bytes.Pattern(length, length % 99);
                var row = SealedChunks.Seal(key, body);
                Assert.Equal(row.Length, SealedChunks.SealedLength(length));
                Assert.Equal(length, SealedChunks.PlainLength(row.Length));
                Assert.Equal(body, Open(key, row));
            },
            iter: 100
        );

    [Fact]
    public void No_bit_of_it_can_be_changed() =>
        Gen.Select(Lengths, Gen.Int[0, int.MaxValue], Gen.Int[0, 7])
            .Sample(
                (length, place, bit) =>
                {
                    using var key = DataKey.New();
                    var row = SealedChunks.Seal(key, Bytes.Pattern(length, 1));
                    row[place % row.Length] ^= (byte)(1 << bit);
                    Assert.Throws<DamagedBlobException>(() => Open(key, row));
                },
                iter: 100
            );

    [Fact]
    public void Chunks_cannot_be_cut_off_left_out_swapped_or_added()
    {
        using var key = DataKey.New();
        var row = SealedChunks.Seal(key, Bytes.Pattern(3 * Chunk, 1));
        var (first, second, third) = (Of(row, 0), Of(row, 1), Of(row, 2));
        foreach (
            var forged in new byte[][]
            {
                [.. first, .. second],
                [.. first, .. third],
                [.. second, .. first, .. third],
                [.. first, .. second, .. third, .. third],
                row[..^1],
                [],
            }
        )
        {
            Assert.Throws<DamagedBlobException>(() => Open(key, forged));
        }
    }

    [Fact]
    public void Another_key_opens_nothing()
    {
        using var key = DataKey.New();
        using var other = DataKey.New();
        Assert.Throws<DamagedBlobException>(() => Open(other, SealedChunks.Seal(key, [1])));
    }

    [Fact]
    public void A_wrapped_key_opens_for_its_body_alone()
    {
        var master = MasterKey.New(DateTimeOffset.UnixEpoch);
        using var key = DataKey.New();
        var (body, other) = (BlobId.New(), BlobId.New());
        var wrapped = WrappedKey.Read(WrappedKey.Wrap(key, master, body).Bytes);
        using var opened = wrapped.Unwrap(master, body);
        Assert.Equal(key.Secret.ToArray(), opened.Secret.ToArray());
        Assert.Throws<DamagedBlobException>(() => wrapped.Unwrap(master, other));
        Assert.Throws<DamagedBlobException>(() => wrapped.Unwrap(MasterKey.New(default), body));
        Assert.NotEqual(wrapped, WrappedKey.Wrap(key, master, body));
    }

    private static byte[] Of(byte[] row, int chunk) =>
        row[(chunk * SealedChunks.SealedBytes)..((chunk + 1) * SealedChunks.SealedBytes)];

    private static byte[] Open(DataKey key, byte[] row) => Ossa.Engine.Encryption.BodyKeys.Open(default, key, row);
}
