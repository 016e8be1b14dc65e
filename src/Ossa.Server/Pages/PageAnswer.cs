using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Pages;

/// <summary>
/// Sends a page as HTML. Objects of everybody share its origin, so it runs and loads only what carries a number that was made for this
/// answer, no other page can frame it, and its address, which may be as good as a key, is told to nobody.
/// </summary>
internal static class PageAnswer
{
    private const int NonceBytes = 16;

    public static async Task WriteAsync(OssContext context, int status, Page page)
    {
        var response = context.Http.Response;
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(NonceBytes));
        var bytes = Encoding.UTF8.GetBytes(Markup(page, nonce).ToString());
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = bytes.Length;
        WriteHeaders(response.Headers, page, nonce);
        if (!HttpMethods.IsHead(context.Http.Request.Method))
        {
            await AnswerBody.WriteAsync(context, bytes);
        }
    }

    private static void WriteHeaders(IHeaderDictionary headers, Page page, string nonce)
    {
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = page.HasForm ? "same-origin" : "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()";
        headers["X-Robots-Tag"] = "noindex, nofollow";
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self'; "
            + $"img-src 'self'; media-src 'self'; frame-src {page.FrameOrigin ?? "'none'"}; form-action 'self'; "
            + (page.TrustedTypes is { } policy ? $"require-trusted-types-for 'script'; trusted-types {policy}; " : "")
            + "base-uri 'none'; frame-ancestors 'none'";
    }

    private static Html Markup(Page page, string nonce) =>
        Html.Of(
            $"""
            <!doctype html>
            <html lang="{page.Language}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{page.Title}</title>
            <link rel="icon" href="{PageAssets.PathOf("icon.svg")}" type="image/svg+xml">
            {page.Styles.Select(style => Html.Of(
                $"""<link rel="stylesheet" href="{PageAssets.PathOf(style)}" nonce="{nonce}">"""
            ))}
            {page.Scripts.Select(script => Html.Of(
                $"""<script type="module" src="{PageAssets.PathOf(script)}" nonce="{nonce}"></script>"""
            ))}
            </head>
            <body>
            {page.Body}
            </body>
            </html>

            """
        );
}
