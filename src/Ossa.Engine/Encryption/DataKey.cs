using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Ossa.Engine.Encryption;

/// <summary>
/// The key of one body. Each chunk is sealed under its number, which stands nowhere else, and under whether it is the last one: chunks that
/// are changed, swapped, left out or cut off do not open.
/// </summary>
/// <remarks>No key seals two bodies, so that a number is used once. Not for several threads at once.</remarks>
internal sealed class DataKey(byte[] secret) : IDisposable
{
    public const int SecretBytes = 32;
    public const int TagBytes = 16;

    private const int NonceBytes = 12;

    private readonly AesGcm _cipher = new(secret, TagBytes);

    public ReadOnlySpan<byte> Secret => secret;

    public static DataKey New() => new(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>Seals a chunk: as many bytes as it has, and a tag.</summary>
    public void Seal(long number, bool isLast, ReadOnlySpan<byte> chunk, Span<byte> sealedChunk)
    {
        Span<byte> nonce = stackalloc byte[NonceBytes];
        WriteNonce(nonce, number);
        _cipher.Encrypt(nonce, chunk, sealedChunk[..^TagBytes], sealedChunk[^TagBytes..], Mark(isLast));
    }

    /// <summary>Opens a chunk; false when it is not what was sealed at this place.</summary>
    public bool TryOpen(long number, bool isLast, ReadOnlySpan<byte> sealedChunk, Span<byte> chunk)
    {
        Span<byte> nonce = stackalloc byte[NonceBytes];
        WriteNonce(nonce, number);
        try
        {
            _cipher.Decrypt(nonce, sealedChunk[..^TagBytes], sealedChunk[^TagBytes..], chunk, Mark(isLast));
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        _cipher.Dispose();
        CryptographicOperations.ZeroMemory(secret);
    }

    private static void WriteNonce(Span<byte> nonce, long number)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce[^sizeof(long)..], number);
    }

    private static ReadOnlySpan<byte> Mark(bool isLast) => isLast ? [1] : [0];
}
