using System.Text;
using Ossa.Simulation.Randomness;

namespace Ossa.Fuzz.Mutating;

/// <summary>Changes inputs: here and there a bit, a piece, a line, or many of them.</summary>
/// <param name="tokens">The words of the grammar.</param>
/// <param name="dice">Decides what is changed and where.</param>
internal sealed class Mutator(IReadOnlyList<string> tokens, Dice dice)
{
    /// <summary>The longest input, in bytes; it is what a request line or a policy may have.</summary>
    public const int MaxBytes = 16 * 1024;

    private const int MaxChanges = 4;
    private const int MaxPiece = 32;

    /// <summary>The input with one change or a few.</summary>
    /// <param name="input">What is changed.</param>
    /// <param name="corpus">Other inputs, of which pieces may be taken.</param>
    public byte[] Mutate(byte[] input, IReadOnlyList<byte[]> corpus)
    {
        var mutated = input;
        for (var left = dice.Between(1, MaxChanges); left > 0; left--)
        {
            mutated = Change(mutated, corpus);
            mutated = mutated.Length > MaxBytes ? mutated[..MaxBytes] : mutated;
        }

        return mutated;
    }

    private byte[] Change(byte[] input, IReadOnlyList<byte[]> corpus)
    {
        var (start, length) = Piece(input);
        var piece = input[start..(start + length)];
        return dice.Below(12) switch
        {
            0 => Replace(input, start, length, FlipBit(piece)),
            1 => Replace(input, start, length, []),
            2 => Replace(input, start, length, Repeat(piece, dice.Between(2, dice.OneIn(4) ? 2_000 : 4))),
            3 => Replace(input, start, length, PieceOf(dice.Pick(corpus))),
            4 => Replace(input, start, 0, Token()),
            5 => Replace(input, start, length, Token()),
            6 => Replace(input, start, 0, Utf8(dice.Pick(OddPieces.All))),
            7 => Replace(input, start, length, Escape(piece)),
            8 => Nest(input, start, length),
            9 => Replace(input, start, 0, Utf8(new string('x', dice.Between(1, MaxBytes)))),
            10 => MoveLine(input),
            _ => Replace(input, start, length, SwapCase(piece)),
        };
    }

    private (int Start, int Length) Piece(byte[] input)
    {
        var start = dice.Between(0, input.Length);
        return (start, dice.Between(0, Math.Min(dice.OneIn(3) ? input.Length : MaxPiece, input.Length - start)));
    }

    private byte[] PieceOf(byte[] other)
    {
        var (start, length) = Piece(other);
        return other[start..(start + length)];
    }

    private byte[] Token() => Utf8(dice.Pick(tokens));

    private byte[] FlipBit(byte[] piece)
    {
        if (piece.Length > 0)
        {
            piece[dice.Below(piece.Length)] ^= (byte)(1 << dice.Below(8));
        }

        return piece;
    }

    private static byte[] Repeat(byte[] piece, int times) =>
        [.. Enumerable.Repeat(piece, times).SelectMany(bytes => bytes).Take(MaxBytes)];

    /// <summary>The same bytes as URLs or as JSON may write them, or one time too often.</summary>
    private byte[] Escape(byte[] piece)
    {
        var form = dice.Pick<string>(["%{0:X2}", "%{0:x2}", "%25{0:X2}", "\\u{0:x4}"]);
        return Utf8(string.Concat(piece.Select(value => string.Format(null, form, value))));
    }

    private byte[] Nest(byte[] input, int start, int length)
    {
        var (open, close) = dice.Pick<(string, string)>([("[", "]"), ("{\"a\":", "}"), ("\"", "\""), ("/", "/")]);
        var depth = dice.Between(1, 500);
        return Replace(
            input,
            start,
            length,
            [.. Repeat(Utf8(open), depth), .. input[start..(start + length)], .. Repeat(Utf8(close), depth)]
        );
    }

    private byte[] MoveLine(byte[] input)
    {
        var lines = Encoding.Latin1.GetString(input).Split('\n').ToList();
        var line = dice.Pick(lines);
        lines.Remove(line);
        lines.Insert(dice.Between(0, lines.Count), line);
        return Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }

    private static byte[] SwapCase(byte[] piece) =>
        [.. piece.Select(value => char.IsAsciiLetter((char)value) ? (byte)(value ^ 0x20) : value)];

    private static byte[] Replace(byte[] input, int start, int length, byte[] by) =>
        [.. input[..start], .. by, .. input[(start + length)..]];

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
