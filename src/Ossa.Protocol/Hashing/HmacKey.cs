using System.Security.Cryptography;

namespace Ossa.Protocol.Hashing;

/// <summary>A key of HMAC-SHA-256 that signs much. Safe for use by many threads at once.</summary>
internal sealed class HmacKey
{
    private const int BlockBytes = 64;
    private const byte InnerPad = 0x36;
    private const byte OuterPad = 0x5C;

    private readonly byte[] _key;
    private readonly bool _isNative;
    private readonly Sha256State _inner;
    private readonly Sha256State _outer;

    public HmacKey(byte[] key)
        : this(key, LibCrypto.IsUsable) { }

    /// <param name="key">The key.</param>
    /// <param name="isNative">Whether to use OpenSSL's functions; else .NET's.</param>
    internal HmacKey(byte[] key, bool isNative)
    {
        _key = key;
        _isNative = isNative;
        if (isNative)
        {
            _inner = After(key, InnerPad);
            _outer = After(key, OuterPad);
        }
    }

    /// <summary>Signs a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="signature">Takes the signature: 32 bytes.</param>
    public void Sign(ReadOnlySpan<byte> message, Span<byte> signature)
    {
        if (!_isNative)
        {
            HMACSHA256.HashData(_key, message, signature);
            return;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var inner = _inner;
        LibCrypto.Update(ref inner, message);
        LibCrypto.Final(ref inner, hash);
        var outer = _outer;
        LibCrypto.Update(ref outer, hash);
        LibCrypto.Final(ref outer, signature);
    }

    /// <summary>Says nothing, so that a key cannot slip into a log.</summary>
    public override string ToString() => "***";

    /// <summary>The state behind one of the pads.</summary>
    private static Sha256State After(byte[] key, byte pad)
    {
        Span<byte> block = stackalloc byte[BlockBytes];
        block.Fill(pad);
        var shortened = key.Length <= BlockBytes ? key : SHA256.HashData(key);
        for (var i = 0; i < shortened.Length; i++)
        {
            block[i] ^= shortened[i];
        }

        LibCrypto.Init(out var state);
        LibCrypto.Update(ref state, block);
        return state;
    }
}
