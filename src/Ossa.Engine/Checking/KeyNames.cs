using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Ossa.Engine.Checking;

/// <summary>Short names for keys, so that sets of them stay small whatever the keys are.</summary>
internal static class KeyNames
{
    /// <summary>Sixteen bytes of a key's SHA-256: no two keys of a bucket share them.</summary>
    public static UInt128 Short(ReadOnlySpan<byte> key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(key, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
