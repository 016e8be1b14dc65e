using System.Buffers;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;

namespace Ossa.Protocol.Signing;

/// <summary>
/// Collects the bytes of what is signed; builders read as a list of what they write. The buffer is its own and its smallest steps are inlined, since a
/// verdict takes some sixty of them.
/// </summary>
internal sealed class CanonicalWriter : IDisposable
{
    private const int UsualBytes = 1024;

    /// <summary>A buffer that a very long request has grown is not kept.</summary>
    private const int MaxKeptBytes = 16 * UsualBytes;

    /// <summary>The most bytes that a character becomes in either encoding that headers have.</summary>
    private const int MaxBytesPerChar = 3;

    /// <summary>One that nobody uses: who verifies does so with the same memory again and again.</summary>
    [ThreadStatic]
    private static CanonicalWriter? idle;

    private byte[] _bytes = new byte[UsualBytes];
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>An empty one; after it was disposed the thread may use it again.</summary>
    public static CanonicalWriter Rent()
    {
        var writer = idle ?? new CanonicalWriter();
        idle = null;
        return writer;
    }

    public CanonicalWriter Text(string text) => Text(text, Encoding.UTF8);

    public CanonicalWriter Text(string text, Encoding encoding)
    {
        var place = Room(MaxBytesPerChar * text.Length);
        // Nearly all is ASCII, which is the same in both.
        return Ascii.FromUtf16(text, place, out var written) == OperationStatus.Done
            ? Wrote(written)
            : Wrote(encoding.GetBytes(text, place));
    }

    public CanonicalWriter Bytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        return Wrote(bytes.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CanonicalWriter Char(char ascii)
    {
        Room(1)[0] = (byte)ascii;
        return Wrote(1);
    }

    /// <summary>The text as <see cref="UriEncoding.EncodeComponent"/> encodes it.</summary>
    public CanonicalWriter Component(string text)
    {
        UriEncoding.WriteComponent(text, this);
        return this;
    }

    /// <summary>The text as <see cref="UriEncoding.EncodePath"/> encodes it.</summary>
    public CanonicalWriter Path(string text)
    {
        UriEncoding.WritePath(text, this);
        return this;
    }

    public CanonicalWriter HexLower(ReadOnlySpan<byte> bytes)
    {
        Convert.TryToHexStringLower(bytes, Room(2 * bytes.Length), out var written);
        return Wrote(written);
    }

    public CanonicalWriter Line(string text) => Text(text).Char('\n');

    public CanonicalWriter Line(string text, Encoding encoding) => Text(text, encoding).Char('\n');

    /// <summary>Where what is written next stands: so many bytes or more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> Room(int bytes)
    {
        if (bytes > _bytes.Length - _length)
        {
            Grow(bytes);
        }

        return _bytes.AsSpan(_length);
    }

    /// <summary>Says how much of the <see cref="Room"/> was taken.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CanonicalWriter Wrote(int bytes)
    {
        Debug.Assert(bytes >= 0 && bytes <= _bytes.Length - _length, "More was written than there is room.");
        _length += bytes;
        return this;
    }

    private void Grow(int bytes) => Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, checked(_length + bytes)));

    public void Dispose()
    {
        if (_bytes.Length <= MaxKeptBytes)
        {
            _length = 0;
            idle = this;
        }
    }
}
