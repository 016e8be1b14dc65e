using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Ossa.Protocol.Signing;

/// <summary>
/// Percent-encoding as signatures want it (RFC 3986: only <c>A-Z a-z 0-9 - . _ ~</c> stay, the rest becomes upper-case %XX of
/// each UTF-8 byte), and strict decoding of what came over the wire.
/// See https://www.alibabacloud.com/help/en/oss/developer-reference/recommend-to-use-signature-version-4.
/// </summary>
public static class UriEncoding
{
    /// <summary>The most bytes of one character.</summary>
    private const int MaxUtf8Bytes = 4;

    /// <summary>A percent sign and two digits.</summary>
    private const int EscapedBytes = 3;

    private static readonly SearchValues<char> Unreserved = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
    );

    private static readonly SearchValues<char> UnreservedOrSlash = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/"
    );

    private static readonly UTF8Encoding StrictUtf8 = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    /// <summary>Encodes the name or value of a query parameter, slashes included.</summary>
    public static string EncodeComponent(string text) => Encode(text, Unreserved);

    /// <summary>Encodes a path and keeps its slashes.</summary>
    public static string EncodePath(string path) => Encode(path, UnreservedOrSlash);

    /// <summary>The same as <see cref="EncodeComponent"/>, in ASCII.</summary>
    internal static void WriteComponent(string text, CanonicalWriter output) => Write(text, Unreserved, output);

    /// <summary>The same as <see cref="EncodePath"/>, in ASCII.</summary>
    internal static void WritePath(string path, CanonicalWriter output) => Write(path, UnreservedOrSlash, output);

    /// <summary>
    /// An object key as the path of a URL that others are handed. Browsers, curl and most others take dot segments away before they send a URL;
    /// where a key has some, its slashes are encoded too, so that they are no segments. The server reads the same key, and the signature is
    /// the same.
    /// </summary>
    public static string EncodeKey(string key) => HasDotSegment(key) ? EncodeComponent(key) : EncodePath(key);

    private static bool HasDotSegment(string key)
    {
        foreach (var segment in key.AsSpan().Split('/'))
        {
            if (key.AsSpan()[segment] is "." or "..")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Encodes parameters as a query string, in their order; an empty value stands without "=".</summary>
    public static string EncodeQuery(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        using var output = CanonicalWriter.Rent();
        foreach (var (name, value) in parameters)
        {
            if (output.Written.Length > 0)
            {
                output.Char('&');
            }

            output.Component(name);
            if (value.Length > 0)
            {
                output.Char('=').Component(value);
            }
        }

        return Encoding.ASCII.GetString(output.Written);
    }

    /// <summary>
    /// Decodes a raw path or query component. False when a % is not followed by two hex digits, or when the bytes are not UTF-8.
    /// </summary>
    /// <param name="raw">The component as it stands in the request line; characters above 0x7F are taken as text.</param>
    /// <param name="plusIsSpace">Whether a bare + means a space, or itself. %2B is a plus sign either way.</param>
    /// <param name="decoded">The decoded text.</param>
    public static bool TryDecode(ReadOnlySpan<char> raw, bool plusIsSpace, [NotNullWhen(true)] out string? decoded)
    {
        if (raw.IndexOfAny('%', '+') < 0)
        {
            decoded = raw.ToString();
            return true;
        }
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(raw.Length));
        try
        {
            decoded = TryUnescape(raw, plusIsSpace, bytes, out var length)
                ? TryReadUtf8(bytes.AsSpan(0, length))
                : null;
            return decoded is not null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>
    /// Decodes a raw query string into its parameters, in their order. A parameter without "=" has an empty value; empty pieces
    /// between two "&amp;" are skipped. False where <see cref="TryDecode"/> refuses a piece.
    /// </summary>
    /// <param name="raw">The query string without its leading question mark.</param>
    /// <param name="plusIsSpace">As in <see cref="TryDecode"/>.</param>
    /// <param name="parameters">The decoded parameters.</param>
    public static bool TryDecodeQuery(
        ReadOnlySpan<char> raw,
        bool plusIsSpace,
        [NotNullWhen(true)] out IReadOnlyList<KeyValuePair<string, string>>? parameters
    )
    {
        var found = new List<KeyValuePair<string, string>>();
        parameters = null;
        foreach (var range in raw.Split('&'))
        {
            var piece = raw[range];
            if (piece.IsEmpty)
            {
                continue;
            }
            var equals = piece.IndexOf('=');
            var rawName = equals < 0 ? piece : piece[..equals];
            var rawValue = equals < 0 ? [] : piece[(equals + 1)..];
            if (!TryDecode(rawName, plusIsSpace, out var name) || !TryDecode(rawValue, plusIsSpace, out var value))
            {
                return false;
            }
            found.Add(new(name, value));
        }
        parameters = found;
        return true;
    }

    private static string Encode(string text, SearchValues<char> kept)
    {
        if (text.AsSpan().IndexOfAnyExcept(kept) < 0)
        {
            return text;
        }
        using var output = CanonicalWriter.Rent();
        Write(text, kept, output);
        return Encoding.ASCII.GetString(output.Written);
    }

    private static void Write(ReadOnlySpan<char> text, SearchValues<char> kept, CanonicalWriter output)
    {
        while (true)
        {
            var plain = text.IndexOfAnyExcept(kept);
            if (plain < 0)
            {
                WriteAscii(text, output);
                return;
            }

            WriteAscii(text[..plain], output);
            text = text[(plain + WriteEscaped(text[plain..], output))..];
        }
    }

    private static void WriteAscii(ReadOnlySpan<char> text, CanonicalWriter output)
    {
        Ascii.FromUtf16(text, output.Room(text.Length), out var written);
        output.Wrote(written);
    }

    /// <summary>Writes the first character of a text; returns how much of the text it takes.</summary>
    private static int WriteEscaped(ReadOnlySpan<char> text, CanonicalWriter output)
    {
        if (char.IsAscii(text[0]))
        {
            Escape((byte)text[0], output);
            return 1;
        }

        // Half of a character becomes the replacement character, as in UTF-8 everywhere.
        Rune.DecodeFromUtf16(text, out var rune, out var length);
        Span<byte> utf8 = stackalloc byte[MaxUtf8Bytes];
        foreach (var part in utf8[..rune.EncodeToUtf8(utf8)])
        {
            Escape(part, output);
        }

        return length;
    }

    private static void Escape(byte value, CanonicalWriter output)
    {
        var escaped = output.Room(EscapedBytes);
        escaped[2] = (byte)UpperHexDigit(value & 0xF);
        escaped[1] = (byte)UpperHexDigit(value >> 4);
        escaped[0] = (byte)'%';
        output.Wrote(EscapedBytes);
    }

    private static char UpperHexDigit(int value) => (char)(value < 10 ? '0' + value : 'A' + value - 10);

    private static bool TryUnescape(ReadOnlySpan<char> raw, bool plusIsSpace, Span<byte> bytes, out int length)
    {
        length = 0;
        while (!raw.IsEmpty)
        {
            var plain = raw.IndexOfAny('%', '+');
            plain = plain < 0 ? raw.Length : plain;
            length += Encoding.UTF8.GetBytes(raw[..plain], bytes[length..]);
            raw = raw[plain..];
            if (raw.IsEmpty)
            {
                break;
            }
            if (raw[0] == '+')
            {
                bytes[length++] = (byte)(plusIsSpace ? ' ' : '+');
                raw = raw[1..];
                continue;
            }
            if (raw.Length < 3 || !char.IsAsciiHexDigit(raw[1]) || !char.IsAsciiHexDigit(raw[2]))
            {
                return false;
            }
            bytes[length++] = (byte)((HexValue(raw[1]) << 4) | HexValue(raw[2]));
            raw = raw[3..];
        }
        return true;
    }

    private static int HexValue(char digit) => char.IsAsciiDigit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private static string? TryReadUtf8(ReadOnlySpan<byte> bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes) ? StrictUtf8.GetString(bytes) : null;
}
