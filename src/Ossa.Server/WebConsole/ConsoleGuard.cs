using Microsoft.AspNetCore.Http;
using Ossa.Protocol.Errors;
using Ossa.Server.Pages;
using Ossa.Server.Road;

namespace Ossa.Server.WebConsole;

/// <summary>
/// Lets in what the console's own page asks for. Its modules add a header to each request, which no page elsewhere can send without asking
/// first, and the console answers no such question; it comes with nothing that a browser opens by itself, a document or an image, either. Hosts of
/// buckets are other origins, and belong to the same site, so the cookie's SameSite alone would not do.
/// </summary>
internal static class ConsoleGuard
{
    public const string Header = "x-ossa-console";

    public static void Require(OssContext context)
    {
        if (
            context.Header(Header) is not { Length: > 0 }
            || context.Header("Sec-Fetch-Site") is not (null or "same-origin")
        )
        {
            throw new OssException(ConsoleErrors.NotFromConsole);
        }

        // Browsers say of what reads no origin.
        if (!HttpMethods.IsGet(context.Http.Request.Method) && !HttpMethods.IsHead(context.Http.Request.Method))
        {
            SameOrigin.Require(context);
        }
    }

    /// <summary>
    /// Refuses to hear a secret that others could hear too. Over plain http the page must have been opened at an address of the very machine on which the browser
    /// is, such as localhost: what it sends there goes over no wire, or into a tunnel. The browser's word is taken for it, as its origin; of Host and of the
    /// connection nothing follows, since a proxy makes them what it likes.
    /// </summary>
    public static void RequireSafe(OssContext context)
    {
        if (
            !context.Client.IsSecure
            && !(
                Uri.TryCreate(context.Header("Origin"), UriKind.Absolute, out var origin)
                && Vicinity.IsLoopback(origin.IdnHost)
            )
        )
        {
            throw new OssException(ConsoleErrors.NotSafe);
        }
    }
}
