using System.Security.Cryptography;
using System.Text;
using Ossa.Protocol.Signing;

namespace Ossa.Server.Audit;

/// <summary>Tells signed URLs apart without giving one away: 32 hexadecimal digits of a hash of the signature.</summary>
public static class SignatureFingerprint
{
    private const int Bytes = 16;

    private static readonly string[] Parameters = ["x-oss-signature", "Signature"];

    /// <summary>The fingerprint of a signature.</summary>
    public static string Of(string signature) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(signature)).AsSpan(0, Bytes));

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
                && Array.Exists(Parameters, name => parameter.AsSpan(0, equals).SequenceEqual(name))
                && UriEncoding.TryDecode(parameter.AsSpan(equals + 1), plusIsSpace: false, out var signature)
                && signature.Length > 0
            )
            {
                return Of(signature);
            }
        }

        return null;
    }

    /// <summary>The fingerprint of what stands in a decoded query, or null for no signature.</summary>
    internal static string? Find(Func<string, string?> parameter) =>
        Parameters.Select(parameter).FirstOrDefault(value => value is { Length: > 0 }) is { } signature
            // Where a plus was not encoded, it was read as a space.
            ? Of(signature.Replace(' ', '+'))
            : null;
}
