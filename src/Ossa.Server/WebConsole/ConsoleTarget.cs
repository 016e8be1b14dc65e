using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Ossa.Protocol.Errors;
using Ossa.Server.Administration;
using Ossa.Server.Road;

namespace Ossa.Server.WebConsole;

/// <summary>
/// Makes the address of what the console asks for into the one that everybody else asks for, so that it goes down the same road. Browsers take
/// dot segments away even where they are encoded, so a key is one segment, its slashes encoded, with a mark before it.
/// </summary>
internal static class ConsoleTarget
{
    /// <summary>Where the operations of OSS are: <c>BUCKET/key=KEY</c> follows, the key percent-encoded as a whole.</summary>
    public const string Objects = "/-/console/api/oss/";

    /// <summary>Where the operations of the admin API are: what follows its own root follows.</summary>
    public const string Administration = "/-/console/api/admin/";

    private const string KeyMark = "key=";

    /// <summary>Sends an operation of OSS on its way.</summary>
    /// <exception cref="OssException">There is no such address.</exception>
    public static void LeadToObjects(HttpContext http)
    {
        var line = RequestLine.Parse(Locator.RawTarget(http));
        var rest = line.Path[Objects.Length..].ToString();
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var (bucket, key) = slash < 0 ? (rest, "") : (rest[..slash], rest[(slash + 1)..]);
        if (key.Length > 0 && (bucket.Length == 0 || !key.StartsWith(KeyMark, StringComparison.Ordinal)))
        {
            throw new OssException(ConsoleErrors.NoSuchPage);
        }

        Lead(http, key.Length == 0 ? $"/{bucket}" : $"/{bucket}/{key[KeyMark.Length..]}", line.Query);
    }

    /// <summary>Sends an operation of the admin API on its way.</summary>
    public static void LeadToAdministration(HttpContext http)
    {
        var line = RequestLine.Parse(Locator.RawTarget(http));
        Lead(http, $"{AdminApi.Root}{line.Path[Administration.Length..]}", line.Query);
    }

    private static void Lead(HttpContext http, string path, ReadOnlySpan<char> query) =>
        http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget =
            query.Length == 0 ? path : $"{path}?{query}";
}
