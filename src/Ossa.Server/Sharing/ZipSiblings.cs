using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Ossa.Server.Sharing;

/// <summary>
/// The names in one folder of an archive. Some systems take upper and lower case for the same, so no two differ in that alone. Of each a hash is
/// kept; two that met in one would give a name a number that it did not need.
/// </summary>
internal sealed class ZipSiblings
{
    private readonly HashSet<ulong> _taken = [];

    // So that many keys which come to the same name do not each count from the beginning.
    private readonly Dictionary<ulong, int> _numbers = [];

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
        XxHash3.HashToUInt64(MemoryMarshal.AsBytes(name.ToUpperInvariant().AsSpan()));
}
