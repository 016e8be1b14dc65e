using System.Security.Cryptography;

namespace Ossa.Protocol.Hashing;

/// <summary>The SHA-256 of what is short, by the way that is fastest here.</summary>
public static class Sha256
{
    /// <summary>Computes it.</summary>
    /// <param name="data">What to hash.</param>
    /// <param name="hash">Takes it: 32 bytes.</param>
    public static void Hash(ReadOnlySpan<byte> data, Span<byte> hash)
    {
        if (!LibCrypto.IsUsable)
        {
            SHA256.HashData(data, hash);
            return;
        }

        LibCrypto.Init(out var state);
        LibCrypto.Update(ref state, data);
        LibCrypto.Final(ref state, hash);
    }
}
