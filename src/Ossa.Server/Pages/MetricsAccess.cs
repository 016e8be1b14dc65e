using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Ossa.Server.Pages;

/// <summary>
/// Who may read the figures, which tell much about what is stored: whoever has the token, and programs on this machine.
/// </summary>
internal sealed class MetricsAccess(string? token)
{
    private const string Scheme = "Bearer ";

    private readonly byte[]? _hash = token is null ? null : Hash(token);

    public bool HasToken => _hash is not null;

    public bool IsAllowed(HttpContext http) => PresentsToken(http.Request) || Vicinity.IsFromHere(http);

    /// <summary>Hashes are compared, which have one length, so that the time tells nothing of the token's.</summary>
    private bool PresentsToken(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        return _hash is not null
            && authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(_hash, Hash(authorization[Scheme.Length..].Trim()));
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
