namespace Ossa.Storage.Checking;

/// <summary>Finds out who changes the key or the value of a row that was handed out to him, as it may have been to others, among the last that were.</summary>
internal sealed class HandedOutRows
{
    private const int MaxKnown = 512;

    private readonly Lock _gate = new();
    private readonly Queue<(byte[] Bytes, byte[] Copy)> _known = new();

    /// <summary>One more is handed out.</summary>
    /// <exception cref="InvalidOperationException">One that was handed out before has changed.</exception>
    public void Add(byte[]? bytes)
    {
        if (bytes is null)
        {
            return;
        }

        lock (_gate)
        {
            _known.Enqueue((bytes, [.. bytes]));
            if (_known.Count > MaxKnown)
            {
                Require(_known.Dequeue());
            }
        }
    }

    /// <summary>Looks at all of them.</summary>
    /// <exception cref="InvalidOperationException">One has changed.</exception>
    public void Check()
    {
        lock (_gate)
        {
            foreach (var one in _known)
            {
                Require(one);
            }
        }
    }

    private static void Require((byte[] Bytes, byte[] Copy) handedOut)
    {
        if (!handedOut.Bytes.AsSpan().SequenceEqual(handedOut.Copy))
        {
            throw new InvalidOperationException("A row was changed by somebody to whom it was handed out.");
        }
    }
}
