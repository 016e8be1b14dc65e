using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Ossa.Protocol.Checksums;
using Xunit;

namespace Ossa.Tests.Protocol.Checksums;

public sealed class Md5Tests
{
    private const int MostStreams = 20;

    /// <summary>Lengths around those of blocks, and longer ones.</summary>
    private static readonly Gen<byte[]> Piece = Gen.OneOf(Gen.Byte.Array[0, 200], Gen.Byte.Array[0, 5_000]);

    [Theory]
    [InlineData("", "d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData("a", "0cc175b9c0f1b6a831c399e269772661")]
    [InlineData("abc", "900150983cd24fb0d6963f7d28e17f72")]
    [InlineData("message digest", "f96b697d7cb7938d525a2f31aaf161d0")]
    [InlineData("abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b")]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "d174ab98d277d9f5a5611c2c9f419d9f")]
    [InlineData(
        "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
        "57edf4a22be3c955ac49da2e2107b67a"
    )]
    public void The_hashes_are_those_of_the_rfc(string text, string hash)
    {
        var md5 = new Md5();
        md5.Append(Encoding.ASCII.GetBytes(text));
        Assert.Equal(hash, Convert.ToHexStringLower(md5.Finish()));
    }

    [Fact]
    public void Every_length_around_two_blocks_is_ended_right()
    {
        for (var length = 0; length <= 3 * Md5Blocks.BlockBytes; length++)
        {
            var bytes = new byte[length];
            bytes.AsSpan().Fill((byte)length);
            var md5 = new Md5();
            md5.Append(bytes);
            Assert.Equal(MD5.HashData(bytes), md5.Finish());
        }
    }

    [Fact]
    public void Pieces_have_the_hash_of_the_whole() =>
        Piece
            .Array[0, 6]
            .Sample(pieces =>
            {
                var md5 = new Md5();
                foreach (var piece in pieces)
                {
                    md5.Append(piece);
                }

                Assert.Equal(MD5.HashData(pieces.SelectMany(piece => piece).ToArray()), md5.Finish());
            });

    /// <summary>Streams of different lengths, more and fewer of them from one time to the next, and alone in between.</summary>
    [Fact]
    public void Streams_that_are_hashed_together_have_the_hash_of_each() =>
        Gen.Select(Piece.Array[1, MostStreams].Array[1, 4], Piece)
            .Sample(
                (times, between) =>
                {
                    var streams = Enumerable.Range(0, MostStreams).Select(_ => new Md5()).ToArray();
                    var wholes = streams.Select(_ => new List<byte>()).ToArray();
                    foreach (var pieces in times)
                    {
                        Md5.AppendTogether(
                            streams.AsSpan(0, pieces.Length),
                            Array.ConvertAll(pieces, piece => (ReadOnlyMemory<byte>)piece)
                        );
                        for (var i = 0; i < pieces.Length; i++)
                        {
                            wholes[i].AddRange(pieces[i]);
                        }

                        streams[0].Append(between);
                        wholes[0].AddRange(between);
                    }

                    for (var i = 0; i < MostStreams; i++)
                    {
                        Assert.Equal(MD5.HashData(wholes[i].ToArray()), streams[i].Finish());
                    }
                }
            );

    [Fact]
    public void As_many_pieces_as_streams_are_wanted() =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            Md5.AppendTogether([new Md5(), new Md5()], [ReadOnlyMemory<byte>.Empty])
        );

    [Fact]
    public void One_stream_at_least_is_hashed_and_never_more_than_there_are()
    {
        for (var streams = 1; streams <= MostStreams; streams++)
        {
            Assert.InRange(Md5.Together(streams), 1, streams);
        }
    }
}
