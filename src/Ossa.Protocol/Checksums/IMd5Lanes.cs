using System.Diagnostics.CodeAnalysis;

namespace Ossa.Protocol.Checksums;

/// <summary>One word of each of several streams, and what MD5 does with such words.</summary>
/// <typeparam name="TSelf">The vector that holds them.</typeparam>
internal unsafe interface IMd5Lanes<TSelf>
    where TSelf : unmanaged, IMd5Lanes<TSelf>
{
    /// <summary>How many streams there are.</summary>
    static abstract int Count { get; }

    static abstract TSelf Load(uint* from);

    /// <summary>Four words each of the stream <paramref name="first"/>, the fourth one after it, and so on: 128 bits for each.</summary>
    static abstract TSelf LoadFours(byte** data, int first, nint offset);

    static abstract void Store(TSelf words, uint* to);

    static abstract TSelf All(uint word);

    static abstract TSelf Add(TSelf left, TSelf right);

    static abstract TSelf RotateLeft(TSelf words, [ConstantExpected] byte bits);

    /// <summary>The bits of <paramref name="ones"/> where the mask has ones, else those of <paramref name="zeros"/>.</summary>
    static abstract TSelf Select(TSelf mask, TSelf ones, TSelf zeros);

    static abstract TSelf Xor(TSelf first, TSelf second, TSelf third);

    /// <summary>c ^ (b | ~d).</summary>
    static abstract TSelf XorOrNot(TSelf b, TSelf c, TSelf d);

    /// <summary>Within each 128 bits, the first two words of both by turns.</summary>
    static abstract TSelf InterleaveLow(TSelf left, TSelf right);

    /// <summary>Within each 128 bits, the last two words of both by turns.</summary>
    static abstract TSelf InterleaveHigh(TSelf left, TSelf right);

    /// <summary>Within each 128 bits, the first two words of both.</summary>
    static abstract TSelf JoinLow(TSelf left, TSelf right);

    /// <summary>Within each 128 bits, the last two words of both.</summary>
    static abstract TSelf JoinHigh(TSelf left, TSelf right);
}
