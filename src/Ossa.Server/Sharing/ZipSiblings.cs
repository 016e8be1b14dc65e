using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Ossa.Server.Sharing;

/// <summary>
/// The names in one folder of an archive, no two of which are one <see cref="FoldedName"/>. Of each a hash is kept; two that met in one would give
/// a name a number that it did not need.
/// </summary>
internal sealed class ZipSiblings
{
    /// <summary>What a hash takes in the set, and one with a number in the dictionary, where each has its place in a table, too.</summary>
    private const int TakenBytes = 20;
    private const int NumberBytes = 28;

    private readonly HashSet<ulong> _taken = [];

    // So that many keys which come to the same name do not each count from the beginning.
    private readonly Dictionary<ulong, int> _numbers = [];

    /// <summary>How much memory it takes, about.</summary>
    public long Bytes => ((long)_taken.Capacity * TakenBytes) + ((long)_numbers.Capacity * NumberBytes);

    /// <summary>Takes a name, or the first with a number after it that is free.</summary>
    public string Take(string name)
    {
        var hash = HashOf(name);
        if (_taken.Add(hash))
        {
            return name;
        }

        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, hash, out var isKnown);
        number = isKnown ? number : 1;
        string candidate;
        do
        {
            candidate = SafeName.With(name, (++number).ToString(CultureInfo.InvariantCulture));
        } while (!_taken.Add(HashOf(candidate)));
        return candidate;
    }

    private static ulong HashOf(string name) =>
        XxHash3.HashToUInt64(MemoryMarshal.AsBytes(FoldedName.Of(name).AsSpan()));
}
