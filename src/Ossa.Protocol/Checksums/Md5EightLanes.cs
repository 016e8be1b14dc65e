using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ossa.Protocol.Checksums;

/// <summary>One word of each of eight streams. AVX-512, where it is there, rotates and mixes in one instruction.</summary>
internal readonly unsafe struct Md5EightLanes : IMd5Lanes<Md5EightLanes>
{
    private readonly Vector256<uint> _words;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Md5EightLanes(Vector256<uint> words) => _words = words;

    public static int Count => Vector256<uint>.Count;

    public static bool IsSupported => Avx2.IsSupported && Vector256.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Md5EightLanes Load(uint* from) => new(Vector256.Load(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Md5EightLanes LoadFours(byte** data, int first, nint offset) =>
        new(Vector256.Create(Four(data[first], offset), Four(data[first + 4], offset)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Md5EightLanes words, uint* to) => words._words.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Md5EightLanes All(uint word) => new(Vector256.Create(word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Md5EightLanes Add(Md5EightLanes left, Md5EightLanes right) => new(left._words + right._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Md5EightLanes RotateLeft(Md5EightLanes words, [ConstantExpected] byte bits) =>
        Avx512F.VL.IsSupported
            ? new(Avx512F.VL.RotateLeft(words._words, bits))
            : new((words._words << bits) | (words._words >>> (32 - bits)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Md5EightLanes Select(Md5EightLanes mask, Md5EightLanes ones, Md5EightLanes zeros) =>
        Avx512F.VL.IsSupported
            ? new(Avx512F.VL.TernaryLogic(mask._words, ones._words, zeros._words, 0xCA))
            : new((mask._words & (ones._words ^ zeros._words)) ^ zeros._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Md5EightLanes Xor(Md5EightLanes first, Md5EightLanes second, Md5EightLanes third) =>
        Avx512F.VL.IsSupported
            ? new(Avx512F.VL.TernaryLogic(first._words, second._words, third._words, 0x96))
            : new(first._words ^ (second._words ^ third._words));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Md5EightLanes XorOrNot(Md5EightLanes b, Md5EightLanes c, Md5EightLanes d) =>
        Avx512F.VL.IsSupported
            ? new(Avx512F.VL.TernaryLogic(b._words, c._words, d._words, 0x39))
            : new(c._words ^ (b._words | ~d._words));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Md5EightLanes InterleaveLow(Md5EightLanes left, Md5EightLanes right) =>
        new(Avx2.UnpackLow(left._words, right._words));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Md5EightLanes InterleaveHigh(Md5EightLanes left, Md5EightLanes right) =>
        new(Avx2.UnpackHigh(left._words, right._words));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Md5EightLanes JoinLow(Md5EightLanes left, Md5EightLanes right) =>
        new(Avx2.UnpackLow(left._words.AsUInt64(), right._words.AsUInt64()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Md5EightLanes JoinHigh(Md5EightLanes left, Md5EightLanes right) =>
        new(Avx2.UnpackHigh(left._words.AsUInt64(), right._words.AsUInt64()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Four(byte* stream, nint offset) => Vector128.Load((uint*)(stream + offset));
}
