using System.Buffers;

namespace Ossa.Server.Repeating;

/// <summary>
/// Where in the head of a request that has a URL signed by V4 the values stand that are others each time it is signed. In the order in which
/// clients write them, which is that of the alphabet; of any other form nothing is found, and all lengths are 0.
/// </summary>
/// <param name="Date">Where x-oss-date begins.</param>
/// <param name="Expires">Where x-oss-expires begins.</param>
/// <param name="ExpiresLength">How many bytes that has.</param>
/// <param name="Signature">Where x-oss-signature begins.</param>
internal readonly record struct SigningPlaces(int Date, int Expires, int ExpiresLength, int Signature)
{
    private const int DateBytes = 16;
    private const int MethodBytes = 4;
    private const int SignatureBytes = 64;

    /// <summary>Those of the longest time for which a URL may hold. So two heads that are alike are about as long.</summary>
    private const int MaxExpiresBytes = 6;

    private static readonly SearchValues<byte> DateCharacters = SearchValues.Create("0123456789TZ"u8);
    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789"u8);
    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdef"u8);
    private static readonly SearchValues<byte> Ends = SearchValues.Create("& "u8);

    /// <summary>How many bytes x-oss-date has.</summary>
    public int DateLength => Date > 0 ? DateBytes : 0;

    /// <summary>How many bytes x-oss-signature has.</summary>
    public int SignatureLength => Signature > 0 ? SignatureBytes : 0;

    /// <summary>
    /// Finds them. No character in them means anything to who reads a target, so that two heads which are the same around them are read alike.
    /// </summary>
    public static SigningPlaces Find(ReadOnlySpan<byte> head)
    {
        var target = head[..(MethodBytes + head[MethodBytes..].IndexOf((byte)' ') + 1)];
        var at = target.IndexOf((byte)'?');
        return
            at >= 0
            && TryFind(target, ref at, "x-oss-date="u8, DateCharacters, out var date)
            && date.Length == DateBytes
            && TryFind(target, ref at, "x-oss-expires="u8, Digits, out var expires)
            && expires.Length <= MaxExpiresBytes
            && TryFind(target, ref at, "x-oss-signature="u8, HexDigits, out var signature)
            && signature.Length == SignatureBytes
            ? new SigningPlaces(date.Start, expires.Start, expires.Length, signature.Start)
            : default;
    }

    /// <summary>
    /// Finds a parameter behind a place, which moves to its end: behind the mark at which the query begins, or the end of another parameter. A further
    /// mark is a character like any other.
    /// </summary>
    private static bool TryFind(
        ReadOnlySpan<byte> target,
        ref int at,
        ReadOnlySpan<byte> name,
        SearchValues<byte> characters,
        out (int Start, int Length) value
    )
    {
        value = default;
        var found = target[at..].IndexOf(name);
        if (found <= 0 || (found > 1 && target[at + found - 1] != '&'))
        {
            return false;
        }

        var start = at + found + name.Length;
        var length = target[start..].IndexOfAny(Ends);
        if (length <= 0 || target.Slice(start, length).ContainsAnyExcept(characters))
        {
            return false;
        }

        (at, value) = (start + length, (start, length));
        return true;
    }
}
