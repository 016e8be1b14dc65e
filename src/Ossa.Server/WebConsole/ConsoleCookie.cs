using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Ossa.Protocol.Errors;
using Ossa.Server.Road;

namespace Ossa.Server.WebConsole;

/// <summary>The cookie that names a session. No script reads it, it goes to the console alone and never along with what another site asks for.</summary>
internal static class ConsoleCookie
{
    public const string Name = "ossa-console";

    /// <summary>The path to which browsers send it.</summary>
    public const string Path = "/-/console";

    /// <summary>The name of the session, or null without one.</summary>
    /// <exception cref="OssException">There are two: a page on the host of a bucket can set one for the whole domain.</exception>
    public static string? Read(OssContext context)
    {
        var found = CookieHeaderValue.TryParseList(
            [.. context.Http.Request.Headers.Cookie.OfType<string>()],
            out var all
        )
            ? all.Where(cookie => cookie.Name == Name).ToList()
            : [];
        return found.Count > 1
            ? throw new OssException(ConsoleErrors.TwoSessions)
            : found.FirstOrDefault()?.Value.ToString();
    }

    /// <summary>Gives it with the answer; it ends with the browser at the latest.</summary>
    public static void Give(OssContext context, string session) =>
        context.Http.Response.Cookies.Append(Name, session, Options(context));

    /// <summary>Takes it away with the answer.</summary>
    public static void Take(OssContext context) => context.Http.Response.Cookies.Delete(Name, Options(context));

    private static CookieOptions Options(OssContext context) =>
        new()
        {
            HttpOnly = true,
            SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Strict,
            Secure = context.Client.IsSecure,
            Path = Path,
        };
}
