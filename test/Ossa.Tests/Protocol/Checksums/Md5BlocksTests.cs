using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using CsCheck;
using Ossa.Protocol.Checksums;
using Xunit;

namespace Ossa.Tests.Protocol.Checksums;

/// <summary>The code for each number of streams, by itself.</summary>
public sealed unsafe class Md5BlocksTests
{
    private static readonly uint[] Begin = [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(16)]
    public void Each_stream_gets_its_own_hash(int width)
    {
        Assert.SkipUnless(Md5Blocks.Has(width), "This processor has no such vectors.");
        Gen.Int[0, 1_000]
            .SelectMany(length => Gen.Byte.Array[length].Array[width])
            .Sample(messages =>
            {
                var hashes = Hash(width, messages);
                for (var i = 0; i < width; i++)
                {
                    Assert.Equal(MD5.HashData(messages[i]), hashes[i]);
                }
            });
    }

    [Fact]
    public void There_is_code_for_every_number_of_streams()
    {
        for (var streams = 1; streams <= 40; streams++)
        {
            Assert.True(Md5Blocks.Has(Md5Blocks.WidthFor(streams)));
        }
    }

    [Fact]
    public void Without_vectors_three_streams_go_side_by_side()
    {
        Assert.All([1, 2, 3], width => Assert.True(Md5Blocks.Has(width)));
        Assert.False(Md5Blocks.Has(4));
        Assert.Throws<UnreachableException>(() => Md5Blocks.Compress(4, null, null, 0));
    }

    /// <summary>Messages of one length, which are padded here as the RFC has it.</summary>
    private static byte[][] Hash(int width, byte[][] messages)
    {
        var padded = Array.ConvertAll(messages, Pad);
        var pins = Array.ConvertAll(padded, bytes => GCHandle.Alloc(bytes, GCHandleType.Pinned));
        var data = stackalloc byte*[width];
        var state = stackalloc uint[width * Md5Blocks.StateWords];
        for (var lane = 0; lane < width; lane++)
        {
            data[lane] = (byte*)pins[lane].AddrOfPinnedObject();
            for (var word = 0; word < Md5Blocks.StateWords; word++)
            {
                state[word * width + lane] = Begin[word];
            }
        }

        Md5Blocks.Compress(width, state, data, padded[0].Length / Md5Blocks.BlockBytes);
        Array.ForEach(pins, pin => pin.Free());
        var hashes = new byte[width][];
        for (var lane = 0; lane < width; lane++)
        {
            hashes[lane] = new byte[Md5.HashBytes];
            for (var word = 0; word < Md5Blocks.StateWords; word++)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(
                    hashes[lane].AsSpan(word * sizeof(uint)),
                    state[word * width + lane]
                );
            }
        }

        return hashes;
    }

    private static byte[] Pad(byte[] message)
    {
        var padded = new byte[
            (message.Length + 8) / Md5Blocks.BlockBytes * Md5Blocks.BlockBytes + Md5Blocks.BlockBytes
        ];
        message.CopyTo(padded, 0);
        padded[message.Length] = 0x80;
        BinaryPrimitives.WriteInt64LittleEndian(padded.AsSpan(padded.Length - 8), message.Length * 8L);
        return padded;
    }
}
