namespace Ossa.Storage;

/// <summary>The keys from <paramref name="From"/> (inclusive) to <paramref name="To"/> (exclusive; null means no end).</summary>
public readonly record struct KeyRange(ReadOnlyMemory<byte> From, ReadOnlyMemory<byte>? To)
{
    /// <summary>The first key behind the range, or null when it has no end.</summary>
    /// <remarks>An array that is null turns into empty memory, not into null; no key lies before the empty one, so both mean no end.</remarks>
    public ReadOnlyMemory<byte>? To { get; } = To is { IsEmpty: false } ? To : null;

    /// <summary>Every key that starts with a prefix.</summary>
    public static KeyRange Prefix(ReadOnlySpan<byte> prefix) => new(prefix.ToArray(), After(prefix));

    /// <summary>
    /// The smallest key greater than every key with this prefix, or null when there is none (the prefix is empty or all 0xFF).
    /// </summary>
    public static byte[]? After(ReadOnlySpan<byte> prefix)
    {
        var last = prefix.LastIndexOfAnyExcept((byte)0xFF);
        if (last < 0)
        {
            return null;
        }

        var next = prefix[..(last + 1)].ToArray();
        next[last]++;
        return next;
    }
}
