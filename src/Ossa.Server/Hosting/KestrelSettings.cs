using System.Net;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Ossa.Server.Hosting;

/// <summary>What the protocol needs of Kestrel: long signed URLs, many headers, and header bytes that pass unchanged.</summary>
internal static class KestrelSettings
{
    private const int MaxRequestLineBytes = 32 * 1024;
    private const int MaxHeadersBytes = 64 * 1024;
    private const int MaxHeaders = 1000;

    public static void Apply(KestrelServerOptions kestrel, IReadOnlyList<Uri> listen)
    {
        kestrel.AddServerHeader = false;
        kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
        kestrel.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
        kestrel.Limits.MaxRequestLineSize = MaxRequestLineBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeadersBytes;
        kestrel.Limits.MaxRequestHeaderCount = MaxHeaders;
        // Bodies have limits of their own, and idle connections are told apart from slow ones where bodies are read and written.
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        foreach (var address in listen)
        {
            Listen(kestrel, address);
        }
    }

    private static void Listen(KestrelServerOptions kestrel, Uri address)
    {
        if (IPAddress.TryParse(address.IdnHost.Trim('[', ']'), out var ip))
        {
            kestrel.Listen(ip, address.Port);
        }
        else if (address.IsLoopback && address.Port != 0)
        {
            kestrel.ListenLocalhost(address.Port);
        }
        else if (address.IsLoopback)
        {
            kestrel.Listen(IPAddress.Loopback, 0);
        }
        else
        {
            kestrel.ListenAnyIP(address.Port);
        }
    }
}
