using System.Security.Cryptography;
using System.Text;
using Ossa.Protocol.Hashing;

namespace Ossa.Protocol.Signing;

/// <summary>Tells signed URLs apart without giving one away: 32 hexadecimal digits of a hash of the signature.</summary>
public static class SignatureFingerprint
{
    private const int Bytes = 16;
    private const int UsualBytes = 256;

    /// <summary>The parameters that a signature stands in, of V4 and V1.</summary>
    public static IReadOnlyList<string> Parameters { get; } = ["x-oss-signature", "Signature"];

    /// <summary>The fingerprint of a signature.</summary>
    public static string Of(string signature)
    {
        var most = Encoding.UTF8.GetMaxByteCount(signature.Length);
        var text = most <= UsualBytes ? stackalloc byte[most] : new byte[most];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Sha256.Hash(text[..Encoding.UTF8.GetBytes(signature, text)], hash);
        return Convert.ToHexStringLower(hash[..Bytes]);
    }

    /// <summary>The fingerprint of a signed URL, or null where it is none.</summary>
    public static string? OfUrl(string url)
    {
        var mark = url.IndexOf('?', StringComparison.Ordinal);
        var query = mark < 0 ? "" : url.Substring(mark + 1).Split('#')[0];
        foreach (var parameter in query.Split('&'))
        {
            var equals = parameter.IndexOf('=', StringComparison.Ordinal);
            // A plus is one of the characters of a V1 signature.
            if (
                equals > 0
                && Parameters.Any(name => parameter.AsSpan(0, equals).SequenceEqual(name))
                && UriEncoding.TryDecode(parameter.AsSpan(equals + 1), plusIsSpace: false, out var signature)
                && signature.Length > 0
            )
            {
                return Of(signature);
            }
        }

        return null;
    }
}
