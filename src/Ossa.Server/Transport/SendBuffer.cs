using System.Buffers;
using Ossa.Engine.Bodies;

namespace Ossa.Server.Transport;

/// <summary>What is to be sent, in the order in which it was written: pieces that are full, and one that is being written.</summary>
internal sealed class SendBuffer
{
    private const int FirstBytes = 4 * 1024;
    private const int FurtherBytes = 64 * 1024;

    private List<Piece>? _full;
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

    /// <summary>Adds a part of a file after what was written.</summary>
    /// <param name="part">The part.</param>
    /// <param name="isMoreToCome">Whether more follows at once, with which the last bytes of this may go out.</param>
    public void Add(BodyFile part, bool isMoreToCome)
    {
        KeepWritten();
        (_full ??= []).Add(new Piece(default, part, isMoreToCome));
        Length += part.Length;
    }

    /// <summary>Sends all of it.</summary>
    public ValueTask SendAsync(SocketSender sender, SocketWriter files) =>
        _full is { Count: > 0 } full ? SendAsync(full, sender, files) : sender.SendAsync(Last);

    /// <summary>Forgets what was sent.</summary>
    public void Reset()
    {
        foreach (var piece in _full ?? [])
        {
            if (piece.Bytes.Array is { } array)
            {
                ArrayPool<byte>.Shared.Return(array);
            }
        }

        _full?.Clear();
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

    private ReadOnlyMemory<byte> Last => _bytes.AsMemory(0, _written);

    private async ValueTask SendAsync(List<Piece> full, SocketSender sender, SocketWriter files)
    {
        for (var i = 0; i < full.Count; i++)
        {
            var (bytes, file, isMoreToCome) = full[i];
            var isLast = i + 1 == full.Count && _written == 0;
            await (file is { } part ? files.SendAsync(part, isMoreToCome) : sender.SendAsync(bytes, !isLast));
        }

        await sender.SendAsync(Last);
    }

    private void Extend(int wanted)
    {
        KeepWritten();
        var usual = _full is { Count: > 0 } ? FurtherBytes : FirstBytes;
        _bytes = ArrayPool<byte>.Shared.Rent(Math.Max(usual, wanted));
    }

    /// <summary>What is being written becomes a piece of its own, if anything was.</summary>
    private void KeepWritten()
    {
        if (_written > 0)
        {
            (_full ??= []).Add(new Piece(new(_bytes, 0, _written), null, IsMoreToCome: false));
        }
        else if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        (_bytes, _written) = ([], 0);
    }

    /// <summary>Bytes, or a part of a file.</summary>
    private readonly record struct Piece(ArraySegment<byte> Bytes, BodyFile? File, bool IsMoreToCome);
}
