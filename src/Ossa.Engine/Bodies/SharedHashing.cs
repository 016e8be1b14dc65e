using Ossa.Protocol.Checksums;

namespace Ossa.Engine.Bodies;

/// <summary>
/// Where bodies leave what is to be hashed, to go on receiving. Whoever comes to need the hash of a piece hashes on his own thread all that waits
/// then, side by side, which takes little more time than his own piece does. So nobody waits for a slow body, and no thread stands by.
/// </summary>
internal sealed class SharedHashing
{
    private readonly Lock _lock = new();

    /// <summary>The oldest first.</summary>
    private readonly List<WaitingPiece> _waiting = [];

    /// <summary>Leaves the next bytes of a body. The piece before must have been hashed.</summary>
    public WaitingPiece Leave(Md5 hash, ReadOnlyMemory<byte> bytes)
    {
        var piece = new WaitingPiece(hash, bytes);
        lock (_lock)
        {
            _waiting.Add(piece);
        }

        return piece;
    }

    /// <summary>Ends once a piece that was left is hashed. If nobody has begun with it, this does it, and with others that wait.</summary>
    public async Task HashAsync(WaitingPiece piece)
    {
        // Bodies whose bytes are there already come first, and leave theirs. Without that most pieces would be alone.
        await Task.Yield();
        if (Take(piece) is { } taken)
        {
            Hash(taken);
        }

        await piece.Task;
    }

    /// <summary>The piece and the others that have waited longest, or null where somebody has taken it.</summary>
    private WaitingPiece[]? Take(WaitingPiece piece)
    {
        lock (_lock)
        {
            if (!_waiting.Contains(piece))
            {
                return null;
            }

            // Nothing is taken out before there is room for all of it.
            var others = Md5.Together(_waiting.Count) - 1;
            WaitingPiece[] taken = [piece, .. _waiting.Where(waiting => waiting != piece).Take(others)];
            _waiting.RemoveAll(waiting => taken.Contains(waiting));
            return taken;
        }
    }

    private static void Hash(WaitingPiece[] pieces)
    {
        try
        {
            Md5.AppendTogether(
                Array.ConvertAll(pieces, piece => piece.Hash),
                Array.ConvertAll(pieces, piece => piece.Bytes)
            );
        }
        catch (Exception error)
        {
            // Nobody knows how far the hashes got: none of the bodies may be taken for whole.
            foreach (var piece in pieces)
            {
                piece.SetException(error);
            }

            return;
        }

        foreach (var piece in pieces)
        {
            piece.SetResult();
        }
    }
}
