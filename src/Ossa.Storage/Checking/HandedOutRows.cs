namespace Ossa.Storage.Checking;

/// <summary>Finds out who changes the value of a row that was handed out to him, as it may have been to others. It knows so many of the last ones.</summary>
internal sealed class HandedOutRows
{
    private const int Known = 256;

    private readonly Lock _gate = new();
    private readonly Queue<(byte[] Value, byte[] Copy)> _values = new();

    /// <summary>One more is handed out.</summary>
    /// <exception cref="InvalidOperationException">One that was handed out before has changed.</exception>
    public void Add(byte[]? value)
    {
        if (value is null)
        {
            return;
        }

        lock (_gate)
        {
            _values.Enqueue((value, [.. value]));
            if (_values.Count > Known)
            {
                Require(_values.Dequeue());
            }
        }
    }

    /// <summary>Looks at all of them.</summary>
    /// <exception cref="InvalidOperationException">One has changed.</exception>
    public void Check()
    {
        lock (_gate)
        {
            foreach (var value in _values)
            {
                Require(value);
            }
        }
    }

    private static void Require((byte[] Value, byte[] Copy) handedOut)
    {
        if (!handedOut.Value.AsSpan().SequenceEqual(handedOut.Copy))
        {
            throw new InvalidOperationException(
                "The value of a row was changed by somebody to whom it was handed out."
            );
        }
    }
}
