using System.Buffers;
using System.Net.Sockets;

namespace Ossa.Server.Transport;

/// <summary>What is to be sent, in the order in which it was written: pieces that are full, and one that is being written.</summary>
internal sealed class SendBuffer
{
    private const int FirstBytes = 4 * 1024;
    private const int FurtherBytes = 64 * 1024;

    private List<ArraySegment<byte>>? _full;
    private byte[] _bytes = [];
    private int _written;

    /// <summary>How many bytes there are.</summary>
    public int Length { get; private set; }

    /// <summary>Room for at least so many bytes more, and for one.</summary>
    public Memory<byte> GetMemory(int sizeHint)
    {
        var wanted = Math.Max(1, sizeHint);
        if (_bytes.Length - _written < wanted)
        {
            Extend(wanted);
        }

        return _bytes.AsMemory(_written);
    }

    /// <summary>So many bytes of the room were written.</summary>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(_bytes.Length - _written), nameof(count));
        _written += count;
        Length += count;
    }

    /// <summary>Sends all of it.</summary>
    public async ValueTask SendAsync(Socket socket)
    {
        if (_full is { Count: > 0 } pieces)
        {
            foreach (var piece in pieces)
            {
                await SendAsync(socket, piece);
            }
        }

        await SendAsync(socket, _bytes.AsMemory(0, _written));
    }

    /// <summary>Forgets what was sent.</summary>
    public void Reset()
    {
        foreach (var piece in _full ?? [])
        {
            ArrayPool<byte>.Shared.Return(piece.Array!);
        }

        _full?.Clear();
        (_written, Length) = (0, 0);
        // A connection that says nothing more for a while keeps nothing.
        Release();
    }

    /// <summary>Gives the memory up.</summary>
    public void Release()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        (_bytes, _written, Length) = ([], 0, 0);
    }

    private static async ValueTask SendAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes, SocketFlags.None)..];
        }
    }

    private void Extend(int wanted)
    {
        if (_written > 0)
        {
            (_full ??= []).Add(new(_bytes, 0, _written));
        }
        else if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        var usual = _full is { Count: > 0 } ? FurtherBytes : FirstBytes;
        (_bytes, _written) = (ArrayPool<byte>.Shared.Rent(Math.Max(usual, wanted)), 0);
    }
}
