using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Ossa.Protocol.Errors;
using Ossa.Server.Road;

namespace Ossa.Server.WebConsole;

/// <summary>
/// The cookie that names a session. No script reads it, and it never goes along with what another site asks for. Over TLS its name has a prefix that browsers
/// let nobody set but this host itself, for all of its paths; without TLS they have no such prefix, and it goes to the console alone.
/// </summary>
internal static class ConsoleCookie
{
    public const string Name = "ossa-console";

    /// <summary>Its name over TLS.</summary>
    public const string SecureName = "__Host-" + Name;

    /// <summary>The path to which browsers send it where the name does not ask for all paths.</summary>
    public const string Path = "/-/console";

    /// <summary>The name of the session, or null without one.</summary>
    /// <exception cref="OssException">There are two: without TLS a page on the host of a bucket can set one for the whole domain.</exception>
    public static string? Read(OssContext context)
    {
        var name = NameFor(context);
        var found = CookieHeaderValue.TryParseList(
            [.. context.Http.Request.Headers.Cookie.OfType<string>()],
            out var all
        )
            ? all.Where(cookie => cookie.Name == name).ToList()
            : [];
        return found.Count > 1
            ? throw new OssException(ConsoleErrors.TwoSessions)
            : found.FirstOrDefault()?.Value.ToString();
    }

    /// <summary>Gives it with the answer; it ends with the browser at the latest.</summary>
    public static void Give(OssContext context, string session) =>
        context.Http.Response.Cookies.Append(NameFor(context), session, Options(context));

    /// <summary>Takes it away with the answer.</summary>
    public static void Take(OssContext context) =>
        context.Http.Response.Cookies.Delete(NameFor(context), Options(context));

    private static string NameFor(OssContext context) => context.Client.IsSecure ? SecureName : Name;

    private static CookieOptions Options(OssContext context) =>
        new()
        {
            HttpOnly = true,
            SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Strict,
            Secure = context.Client.IsSecure,
            Path = context.Client.IsSecure ? "/" : Path,
        };
}
