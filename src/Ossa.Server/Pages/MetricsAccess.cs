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
    private const string Elsewhere =
        "Figures are shown to programs on this machine; to read them from elsewhere or through a proxy, start the server with --metrics-token.";

    private readonly byte[]? _hash = token is null ? null : Hash(token);

    public bool IsAllowed(HttpContext http) => PresentsToken(http.Request) || Vicinity.IsFromHere(http);

    /// <summary>Answers whoever is not allowed, and says how to be.</summary>
    public Task RefuseAsync(HttpContext http)
    {
        if (_hash is null)
        {
            return OwnPages.AnswerAsync(http, StatusCodes.Status403Forbidden, Elsewhere);
        }

        http.Response.Headers.WWWAuthenticate = "Bearer";
        return OwnPages.AnswerAsync(http, StatusCodes.Status401Unauthorized, "Figures need the server's token.");
    }

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
