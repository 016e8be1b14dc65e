using System.Buffers.Binary;

namespace Ossa.Protocol.Checksums;

/// <summary>
/// The MD5 of a stream, computed piece by piece (RFC 1321). One stream is hashed as fast as OpenSSL does it, which is limited by the order of the
/// steps; pieces of several streams are hashed side by side in little more time (<see cref="AppendTogether"/>).
/// </summary>
public sealed class Md5
{
    /// <summary>How many bytes a hash has.</summary>
    public const int HashBytes = 16;

    private const int LengthBytes = sizeof(ulong);

    private readonly byte[] _partial = new byte[Md5Blocks.BlockBytes];
    private int _partialBytes;
    private long _length;

    /// <summary>The four words, as the last whole block left them.</summary>
    internal uint[] State { get; } = [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476];

    /// <summary>How many of so many streams are best hashed together on this processor.</summary>
    public static int Together(int streams) => Math.Min(streams, Md5Blocks.WidthFor(streams));

    /// <summary>Takes the next bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[BeginPiece(bytes)..];
        var whole = bytes.Length - bytes.Length % Md5Blocks.BlockBytes;
        Compress(bytes[..whole]);
        EndPiece(bytes[whole..]);
    }

    /// <summary>Takes the next bytes of several streams, side by side.</summary>
    /// <remarks>If it throws, these streams are of no more use.</remarks>
    /// <param name="streams">The streams, each once.</param>
    /// <param name="pieces">The next bytes of each. They need not be of one length, though it takes least if they are.</param>
    public static void AppendTogether(ReadOnlySpan<Md5> streams, ReadOnlySpan<ReadOnlyMemory<byte>> pieces)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(pieces.Length, streams.Length);
        if (streams.Length == 1)
        {
            streams[0].Append(pieces[0].Span);
            return;
        }

        using var group = new Md5Group(streams.Length);
        for (var i = 0; i < streams.Length; i++)
        {
            var rest = pieces[i][streams[i].BeginPiece(pieces[i].Span)..];
            var whole = rest.Length - rest.Length % Md5Blocks.BlockBytes;
            group.Add(streams[i], rest[..whole]);
            streams[i].EndPiece(rest.Span[whole..]);
        }

        group.Compress();
    }

    /// <summary>The hash of all bytes; to be asked for once, and the last thing to ask for.</summary>
    public byte[] Finish()
    {
        Span<byte> end = stackalloc byte[Md5Blocks.BlockBytes + LengthBytes];
        end.Clear();
        end[0] = 0x80;
        // The length fills the last eight bytes of a block.
        var padding = (2 * Md5Blocks.BlockBytes - LengthBytes - _partialBytes - 1) % Md5Blocks.BlockBytes + 1;
        BinaryPrimitives.WriteInt64LittleEndian(end[padding..], _length << 3);
        Append(end[..(padding + LengthBytes)]);
        var hash = new byte[HashBytes];
        for (var i = 0; i < Md5Blocks.StateWords; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(hash.AsSpan(i * sizeof(uint)), State[i]);
        }

        return hash;
    }

    /// <summary>Counts a piece, completes the block that began before it, and says how many of its bytes went into that.</summary>
    private int BeginPiece(ReadOnlySpan<byte> piece)
    {
        _length += piece.Length;
        if (_partialBytes == 0)
        {
            return 0;
        }

        var taken = Math.Min(piece.Length, Md5Blocks.BlockBytes - _partialBytes);
        piece[..taken].CopyTo(_partial.AsSpan(_partialBytes));
        _partialBytes += taken;
        if (_partialBytes == Md5Blocks.BlockBytes)
        {
            Compress(_partial);
            _partialBytes = 0;
        }

        return taken;
    }

    /// <summary>Keeps what is less than a block.</summary>
    private void EndPiece(ReadOnlySpan<byte> rest)
    {
        if (!rest.IsEmpty)
        {
            rest.CopyTo(_partial);
            _partialBytes = rest.Length;
        }
    }

    private unsafe void Compress(ReadOnlySpan<byte> blocks)
    {
        fixed (uint* state = State)
        fixed (byte* data = blocks)
        {
            var start = data;
            Md5Blocks.Compress(1, state, &start, blocks.Length / Md5Blocks.BlockBytes);
        }
    }
}
