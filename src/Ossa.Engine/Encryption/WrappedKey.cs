using System.Buffers.Binary;
using System.Security.Cryptography;
using Ossa.Storage;

namespace Ossa.Engine.Encryption;

/// <summary>
/// The key of a body, sealed with a master key for this body alone: put beside another one it opens nothing. Equal by its bytes.
/// </summary>
/// <remarks>16 bytes name the master key; 12 of nonce, 32 of the key and 16 of tag follow.</remarks>
public sealed class WrappedKey : IEquatable<WrappedKey>
{
    /// <summary>The length of all of it.</summary>
    internal const int Length = MasterBytes + NonceBytes + DataKey.SecretBytes + DataKey.TagBytes;

    private const int MasterBytes = 16;
    private const int NonceBytes = 12;

    private readonly byte[] _bytes;

    private WrappedKey(byte[] bytes) => _bytes = bytes;

    /// <summary>The master key that opens it.</summary>
    internal BlobId Master => new(BinaryPrimitives.ReadUInt128BigEndian(_bytes));

    internal ReadOnlySpan<byte> Bytes => _bytes;

    /// <exception cref="InvalidDataException">It has another length.</exception>
    internal static WrappedKey Read(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Length
            ? new WrappedKey(bytes.ToArray())
            : throw new InvalidDataException($"A wrapped key has {Length} bytes, and not {bytes.Length}.");

    internal static WrappedKey Wrap(DataKey key, MasterKey master, BlobId body)
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, master.Id.Value);
        var nonce = bytes.AsSpan(MasterBytes, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        var secret = bytes.AsSpan(MasterBytes + NonceBytes, DataKey.SecretBytes);
        using var cipher = new AesGcm(master.Secret, DataKey.TagBytes);
        cipher.Encrypt(nonce, key.Secret, secret, bytes.AsSpan(^DataKey.TagBytes..), NameOf(body));
        return new WrappedKey(bytes);
    }

    /// <exception cref="DamagedBlobException">It was not wrapped by this master key for this body.</exception>
    internal DataKey Unwrap(MasterKey master, BlobId body)
    {
        var secret = new byte[DataKey.SecretBytes];
        using var cipher = new AesGcm(master.Secret, DataKey.TagBytes);
        try
        {
            cipher.Decrypt(
                _bytes.AsSpan(MasterBytes, NonceBytes),
                _bytes.AsSpan(MasterBytes + NonceBytes, DataKey.SecretBytes),
                _bytes.AsSpan(^DataKey.TagBytes..),
                secret,
                NameOf(body)
            );
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new DamagedBlobException(body, "the key that its record keeps for it does not open");
        }

        return new DataKey(secret);
    }

    /// <inheritdoc />
    public bool Equals(WrappedKey? other) => other is not null && _bytes.AsSpan().SequenceEqual(other._bytes);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as WrappedKey);

    /// <inheritdoc />
    public override int GetHashCode() => BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(^sizeof(int)..));

    private static byte[] NameOf(BlobId body)
    {
        var name = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(name, body.Value);
        return name;
    }
}
