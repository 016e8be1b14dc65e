using System.Buffers.Binary;
using System.Security.Cryptography;
using Ossa.Storage;

namespace Ossa.Engine.Encryption;

/// <summary>A key that wraps the keys of bodies, and seals nothing else.</summary>
/// <param name="Secret">256 random bits.</param>
/// <param name="CreatedAt">When it was made.</param>
internal sealed record MasterKey(byte[] Secret, DateTimeOffset CreatedAt)
{
    public const int SecretBytes = 32;

    /// <summary>What a wrapped key says of it: the beginning of a hash, so that a secret with one bit wrong is not taken for it.</summary>
    public BlobId Id { get; } = new(BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Secret)));

    public static MasterKey New(DateTimeOffset now) => new(RandomNumberGenerator.GetBytes(SecretBytes), now);
}
