using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ossa.Protocol.Checksums;

/// <summary>One word of each of sixteen streams, with AVX-512.</summary>
internal readonly unsafe struct Md5SixteenLanes : IMd5Lanes<Md5SixteenLanes>
{
    private readonly Vector512<uint> _words;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Md5SixteenLanes(Vector512<uint> words) => _words = words;

    public static int Count => Vector512<uint>.Count;

    public static bool IsSupported => Avx512F.IsSupported && Vector512.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Md5SixteenLanes Load(uint* from) => new(Vector512.Load(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Md5SixteenLanes LoadFours(byte** data, int first, nint offset) =>
        new(
            Vector512.Create(
                Vector256.Create(Four(data[first], offset), Four(data[first + 4], offset)),
                Vector256.Create(Four(data[first + 8], offset), Four(data[first + 12], offset))
            )
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Md5SixteenLanes words, uint* to) => words._words.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Md5SixteenLanes All(uint word) => new(Vector512.Create(word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Md5SixteenLanes Add(Md5SixteenLanes left, Md5SixteenLanes right) => new(left._words + right._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Md5SixteenLanes RotateLeft(Md5SixteenLanes words, [ConstantExpected] byte bits) =>
        new(Avx512F.RotateLeft(words._words, bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Md5SixteenLanes Select(Md5SixteenLanes mask, Md5SixteenLanes ones, Md5SixteenLanes zeros) =>
        new(Avx512F.TernaryLogic(mask._words, ones._words, zeros._words, 0xCA));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Md5SixteenLanes Xor(Md5SixteenLanes first, Md5SixteenLanes second, Md5SixteenLanes third) =>
        new(Avx512F.TernaryLogic(first._words, second._words, third._words, 0x96));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Md5SixteenLanes XorOrNot(Md5SixteenLanes b, Md5SixteenLanes c, Md5SixteenLanes d) =>
        new(Avx512F.TernaryLogic(b._words, c._words, d._words, 0x39));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Md5SixteenLanes InterleaveLow(Md5SixteenLanes left, Md5SixteenLanes right) =>
        new(Avx512F.UnpackLow(left._words, right._words));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Md5SixteenLanes InterleaveHigh(Md5SixteenLanes left, Md5SixteenLanes right) =>
        new(Avx512F.UnpackHigh(left._words, right._words));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Md5SixteenLanes JoinLow(Md5SixteenLanes left, Md5SixteenLanes right) =>
        new(Avx512F.UnpackLow(left._words.AsUInt64(), right._words.AsUInt64()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Md5SixteenLanes JoinHigh(Md5SixteenLanes left, Md5SixteenLanes right) =>
        new(Avx512F.UnpackHigh(left._words.AsUInt64(), right._words.AsUInt64()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Four(byte* stream, nint offset) => Vector128.Load((uint*)(stream + offset));
}
