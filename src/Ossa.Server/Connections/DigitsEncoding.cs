using System.Text;

namespace Ossa.Server.Connections;

/// <summary>
/// Reads numbers of a head that are digits and nothing else; whatever else is sent comes out as no number. Kestrel would take signs and white
/// space before a length, which other programs on the way may read in another way.
/// </summary>
internal sealed class DigitsEncoding : Encoding
{
    private const char NoNumber = '?';

    /// <summary>The digits of the largest length that there is.</summary>
    private const int MaxDigits = 19;

    public static readonly DigitsEncoding Instance = new();

    private DigitsEncoding() { }

    public override int GetChars(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        if (bytes.Length > MaxDigits || bytes.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            chars[0] = NoNumber;
            return 1;
        }

        return ASCII.GetChars(bytes, chars);
    }

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
        GetChars(bytes.AsSpan(byteIndex, byteCount), chars.AsSpan(charIndex));

    public override int GetCharCount(byte[] bytes, int index, int count) => ASCII.GetCharCount(bytes, index, count);

    public override int GetMaxCharCount(int byteCount) => ASCII.GetMaxCharCount(byteCount);

    public override int GetByteCount(char[] chars, int index, int count) => ASCII.GetByteCount(chars, index, count);

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
        ASCII.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

    public override int GetMaxByteCount(int charCount) => ASCII.GetMaxByteCount(charCount);
}
