using System.Buffers;

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
    public bool TryMakeRoom(out Memory<byte> room)
    {
        // While there is much that nobody has looked at, no more is made than there is: else a fast sender would fill the memory.
        if (!_isOut && !HasNews)
        {
            MakeRoom();
        }

        room = _bytes.AsMemory(_end);
        // What comes while somebody has what was before it would often be cut in two there.
        return room.Length >= (_isOut ? LeastRoomBytes : 1);
    }

    /// <summary>So many bytes came into the room.</summary>
    public void Received(int count)
    {
        var room = _bytes.Length - _end;
        _end += count;
        _wantedBytes =
            count == room ? Math.Min(LargeBytes, _bytes.Length * 4)
            : count < _bytes.Length / 8 ? SmallBytes
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

    /// <summary>Gives a large buffer up where there is nothing in it: what waits for a long time waits with a small one.</summary>
    public void Trim()
    {
        if (!_isOut && _start == _end && _bytes.Length > SmallBytes)
        {
            Release();
        }
    }

    /// <summary>Gives the bytes up.</summary>
    public void Release()
    {
        Return(_bytes);
        _bytes = [];
        (_start, _examined, _end) = (0, 0, 0);
    }

    private void MakeRoom()
    {
        var kept = _end - _start;
        if (kept == 0)
        {
            (_start, _examined, _end) = (0, 0, 0);
        }

        // Who has looked at all there is and used nothing of it wants more in one piece.
        var wanted = Math.Max(_wantedBytes, kept * 2);
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
