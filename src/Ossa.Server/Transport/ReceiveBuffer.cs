using System.Buffers;
using System.Net.Sockets;

namespace Ossa.Server.Transport;

/// <summary>
/// The bytes that came and were not used yet, in one piece. It is small while a connection is idle, and grows while what comes fills it: one
/// call of the system then takes in as much as sixty-four of the stock transport.
/// </summary>
internal sealed class ReceiveBuffer
{
    private const int SmallBytes = 2 * 1024;
    private const int LargeBytes = 256 * 1024;

    /// <summary>Less room than this is not worth a call.</summary>
    private const int LeastRoomBytes = 512;

    private byte[] _bytes = [];
    private int _start;
    private int _examined;
    private int _end;
    private int _wantedBytes = SmallBytes;

    /// <summary>Whether somebody has been given the bytes and not yet said how many he used, so that they must stay where they are.</summary>
    private bool _isOut;

    /// <summary>Whether anything came that nobody has looked at.</summary>
    public bool HasNews => _examined < _end;

    /// <summary>
    /// Whether what came had to end where the buffer ends, as the receive began while somebody had what was before it: it is a little, and more of it
    /// waits. One small request in eight was cut in two, and so read twice.
    /// </summary>
    private bool IsCut => _end == _bytes.Length && _start > 0 && _end - _start < SmallBytes / 2;

    /// <summary>What was not used yet, for somebody who then says how much he used.</summary>
    public ReadOnlySequence<byte> Content
    {
        get
        {
            _isOut = true;
            return new(_bytes, _start, _end - _start);
        }
    }

    /// <summary>Room for what comes, or false while there is none: somebody must use what there is.</summary>
    /// <param name="socket">The socket that it is for.</param>
    /// <param name="room">The room.</param>
    public bool TryMakeRoom(Socket socket, out Memory<byte> room)
    {
        // While there is much that nobody has looked at, no more is made than there is: else a fast sender would fill the memory.
        if (!_isOut && (!HasNews || IsCut))
        {
            MakeRoom(socket);
        }

        room = _bytes.AsMemory(_end);
        return !room.IsEmpty;
    }

    /// <summary>So many bytes came into the room.</summary>
    public void Received(int count)
    {
        var room = _bytes.Length - _end;
        _end += count;
        _wantedBytes =
            count == room && !IsCut ? Math.Min(LargeBytes, _bytes.Length * 4)
            : count < _bytes.Length / 8 && !IsCut ? SmallBytes
            : _wantedBytes;
    }

    /// <summary>Whoever was given the bytes says how many he used and has seen.</summary>
    public void Advance(SequencePosition consumed, SequencePosition examined)
    {
        _isOut = false;
        // Of nothing there is no position.
        if (consumed.GetObject() is not null)
        {
            _start = consumed.GetInteger();
        }

        if (examined.GetObject() is not null)
        {
            _examined = Math.Max(_start, examined.GetInteger());
        }
    }

    /// <summary>Gives the bytes up.</summary>
    public void Release()
    {
        Return(_bytes);
        _bytes = [];
        (_start, _examined, _end) = (0, 0, 0);
    }

    private void MakeRoom(Socket socket)
    {
        var kept = _end - _start;
        var wanted = _wantedBytes;
        if (kept == 0)
        {
            (_start, _examined, _end) = (0, 0, 0);
            // What waits for a long time waits with a small buffer.
            wanted = wanted > SmallBytes && socket.Available == 0 ? SmallBytes : wanted;
        }

        // Who has looked at all there is and used nothing of it wants more in one piece.
        wanted = Math.Max(wanted, kept * 2);
        if (kept == 0 ? _bytes.Length != wanted : _bytes.Length - _end < LeastRoomBytes)
        {
            Move(wanted, kept);
        }
    }

    private void Move(int wanted, int kept)
    {
        var place = kept > 0 && wanted <= _bytes.Length ? _bytes : ArrayPool<byte>.Shared.Rent(wanted);
        _bytes.AsSpan(_start, kept).CopyTo(place);
        if (place != _bytes)
        {
            Return(_bytes);
        }

        (_examined, _end, _start, _bytes) = (_examined - _start, kept, 0, place);
    }

    private static void Return(byte[] bytes)
    {
        if (bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
