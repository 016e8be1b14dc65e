using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Ossa.Protocol.Checksums;

/// <summary>MD5 of several streams side by side, one in each lane of vectors, in little more time than one takes.</summary>
/// <remarks>
/// The steps stand in loops, whose counting costs nothing beside the steps, each of which waits for the one before it: written out, they are more than the
/// compiler would put into one method without calls.
/// </remarks>
internal static unsafe class Md5Lanes<TLanes>
    where TLanes : unmanaged, IMd5Lanes<TLanes>
{
    private const int WordsPerBlock = 16;
    private const int LastWord = WordsPerBlock - 1;

    /// <inheritdoc cref="Md5Blocks.Compress"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compress(uint* state, byte** data, int blocks)
    {
        var words = stackalloc TLanes[WordsPerBlock];
        var constants = Md5Steps.Constants;
        var a = TLanes.Load(state);
        var b = TLanes.Load(state + TLanes.Count);
        var c = TLanes.Load(state + 2 * TLanes.Count);
        var d = TLanes.Load(state + 3 * TLanes.Count);
        for (nint offset = 0; blocks > 0; blocks--, offset += Md5Blocks.BlockBytes)
        {
            var (a0, b0, c0, d0) = (a, b, c, d);
            for (var i = 0; i < WordsPerBlock; i += 4)
            {
                Transpose(data, offset + i * sizeof(uint), words + i);
            }

            for (var i = 0; i < 16; i += 4)
            {
                a = F(a, b, c, d, words[i], constants[i], 7);
                d = F(d, a, b, c, words[i + 1], constants[i + 1], 12);
                c = F(c, d, a, b, words[i + 2], constants[i + 2], 17);
                b = F(b, c, d, a, words[i + 3], constants[i + 3], 22);
            }

            for (var i = 16; i < 32; i += 4)
            {
                a = G(a, b, c, d, words[(5 * i + 1) & LastWord], constants[i], 5);
                d = G(d, a, b, c, words[(5 * i + 6) & LastWord], constants[i + 1], 9);
                c = G(c, d, a, b, words[(5 * i + 11) & LastWord], constants[i + 2], 14);
                b = G(b, c, d, a, words[(5 * i) & LastWord], constants[i + 3], 20);
            }

            for (var i = 32; i < 48; i += 4)
            {
                a = H(a, b, c, d, words[(3 * i + 5) & LastWord], constants[i], 4);
                d = H(d, a, b, c, words[(3 * i + 8) & LastWord], constants[i + 1], 11);
                c = H(c, d, a, b, words[(3 * i + 11) & LastWord], constants[i + 2], 16);
                b = H(b, c, d, a, words[(3 * i + 14) & LastWord], constants[i + 3], 23);
            }

            for (var i = 48; i < 64; i += 4)
            {
                a = I(a, b, c, d, words[(7 * i) & LastWord], constants[i], 6);
                d = I(d, a, b, c, words[(7 * i + 7) & LastWord], constants[i + 1], 10);
                c = I(c, d, a, b, words[(7 * i + 14) & LastWord], constants[i + 2], 15);
                b = I(b, c, d, a, words[(7 * i + 5) & LastWord], constants[i + 3], 21);
            }

            (a, b, c, d) = (TLanes.Add(a, a0), TLanes.Add(b, b0), TLanes.Add(c, c0), TLanes.Add(d, d0));
        }

        TLanes.Store(a, state);
        TLanes.Store(b, state + TLanes.Count);
        TLanes.Store(c, state + 2 * TLanes.Count);
        TLanes.Store(d, state + 3 * TLanes.Count);
    }

    /// <summary>Four words of each stream, read as they lie there, become four vectors of one word of each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(byte** data, nint offset, TLanes* words)
    {
        var first = TLanes.LoadFours(data, 0, offset);
        var second = TLanes.LoadFours(data, 1, offset);
        var third = TLanes.LoadFours(data, 2, offset);
        var fourth = TLanes.LoadFours(data, 3, offset);
        var lowLeft = TLanes.InterleaveLow(first, second);
        var lowRight = TLanes.InterleaveLow(third, fourth);
        var highLeft = TLanes.InterleaveHigh(first, second);
        var highRight = TLanes.InterleaveHigh(third, fourth);
        words[0] = TLanes.JoinLow(lowLeft, lowRight);
        words[1] = TLanes.JoinHigh(lowLeft, lowRight);
        words[2] = TLanes.JoinLow(highLeft, highRight);
        words[3] = TLanes.JoinHigh(highLeft, highRight);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes F(
        TLanes a,
        TLanes b,
        TLanes c,
        TLanes d,
        TLanes word,
        uint constant,
        [ConstantExpected] byte shift
    ) => Step(a, b, word, constant, TLanes.Select(b, c, d), shift);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes G(
        TLanes a,
        TLanes b,
        TLanes c,
        TLanes d,
        TLanes word,
        uint constant,
        [ConstantExpected] byte shift
    ) => Step(a, b, word, constant, TLanes.Select(d, b, c), shift);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes H(
        TLanes a,
        TLanes b,
        TLanes c,
        TLanes d,
        TLanes word,
        uint constant,
        [ConstantExpected] byte shift
    ) => Step(a, b, word, constant, TLanes.Xor(b, c, d), shift);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes I(
        TLanes a,
        TLanes b,
        TLanes c,
        TLanes d,
        TLanes word,
        uint constant,
        [ConstantExpected] byte shift
    ) => Step(a, b, word, constant, TLanes.XorOrNot(b, c, d), shift);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Step(
        TLanes a,
        TLanes b,
        TLanes word,
        uint constant,
        TLanes mixed,
        [ConstantExpected] byte shift
    )
    {
        var known = TLanes.Add(TLanes.Add(a, word), TLanes.All(constant));
        return TLanes.Add(b, TLanes.RotateLeft(TLanes.Add(known, mixed), shift));
    }
}
