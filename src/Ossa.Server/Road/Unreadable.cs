using Microsoft.AspNetCore.Http;
using Ossa.Protocol.Errors;

namespace Ossa.Server.Road;

/// <summary>Requests that Kestrel lets pass but that must go no further, wherever they are for.</summary>
internal static class Unreadable
{
    public static void Refuse(HttpContext http)
    {
        RefuseFraming(http);
        RefuseAmbiguousLength(http);
        RefuseControlCharacters(http);
    }

    /// <summary>HTTP/2 has frames, and no header that cuts a body in pieces; what comes with one was meant for somebody else.</summary>
    private static void RefuseFraming(HttpContext http)
    {
        if (HttpProtocol.IsHttp2(http.Request.Protocol) && http.Request.Headers.TransferEncoding.Count > 0)
        {
            throw new OssException(OssErrors.BadRequest);
        }
    }

    /// <summary>
    /// Two statements of a body's length invite two readings of where the next request begins. Kestrel follows the chunks and keeps the
    /// other statement under this name.
    /// </summary>
    private static void RefuseAmbiguousLength(HttpContext http)
    {
        var headers = http.Request.Headers;
        var encodings = headers.TransferEncoding;
        // Kestrel goes by the last of several, and hands on what another one did to the body.
        if (
            encodings.Count > 0
            && !(encodings is [{ } only] && only.Equals("chunked", StringComparison.OrdinalIgnoreCase))
        )
        {
            http.Response.Headers.Connection = "close";
            throw new OssException(OssErrors.BadRequest);
        }

        if (encodings.Count > 0 && (headers.ContentLength is not null || headers.ContainsKey("X-Content-Length")))
        {
            throw new OssException(OssErrors.InvalidContentLength);
        }
    }

    /// <summary>
    /// Kestrel takes control characters in headers but gives none out, so an object with one in its metadata could never be read again.
    /// </summary>
    private static void RefuseControlCharacters(HttpContext http)
    {
        foreach (var (_, values) in http.Request.Headers)
        {
            foreach (var value in values)
            {
                if (value is not null && !WireText.IsHeaderSafe(value))
                {
                    throw new OssException(OssErrors.BadRequest);
                }
            }
        }
    }
}
