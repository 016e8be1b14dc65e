using System.Security.Cryptography;
using System.Text;
using Ossa.Protocol.Signing;

namespace Ossa.Server.Sharing;

/// <summary>
/// What names a link in the address of its page: the link's id, and a proof that only its key gives. The id alone would not do, since logs
/// tell it as they tell all access keys.
/// </summary>
internal static class ShareId
{
    private const int IdCharacters = 24;
    private const int ProofBytes = 12;

    /// <summary>The name for a link's page.</summary>
    public static string Of(AccessKey key) => key.Id + Proof(key);

    /// <summary>The id of the link that is named, which is not proved yet, or null where this is no name.</summary>
    public static string? LinkIdOf(string name) => name.Length > IdCharacters ? name[..IdCharacters] : null;

    /// <summary>Whether a name is that of the key's link.</summary>
    public static bool IsOf(AccessKey key, string name) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Of(key)), Encoding.UTF8.GetBytes(name));

    private static string Proof(AccessKey key)
    {
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key.Secret), "the share page of this link"u8);
        return Convert.ToBase64String(hash, 0, ProofBytes).Replace('+', '-').Replace('/', '_');
    }
}
