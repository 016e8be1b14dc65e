using System.Net;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Ossa.Server.Connections;

namespace Ossa.Server.Hosting;

/// <summary>What the protocol needs of Kestrel: long signed URLs, many headers, and header bytes that pass unchanged.</summary>
internal static class KestrelSettings
{
    private const int MaxRequestLineBytes = 32 * 1024;
    private const int MaxHeadersBytes = 64 * 1024;
    private const int MaxHeaders = 1000;

    public static void Apply(KestrelServerOptions kestrel, IReadOnlyList<Uri> listen, ConnectionGuard guard)
    {
        kestrel.AddServerHeader = false;
        kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
        kestrel.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
        kestrel.Limits.MaxRequestLineSize = MaxRequestLineBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeadersBytes;
        kestrel.Limits.MaxRequestHeaderCount = MaxHeaders;
        // Bodies have limits of their own, and idle connections are told apart from slow ones where bodies are read and, for all
        // answers, by the guard.
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        foreach (var address in listen)
        {
            Listen(kestrel, address, options => options.Use(guard.Around));
        }
    }

    private static void Listen(KestrelServerOptions kestrel, Uri address, Action<ListenOptions> configure)
    {
        if (IPAddress.TryParse(address.IdnHost.Trim('[', ']'), out var ip))
        {
            kestrel.Listen(ip, address.Port, configure);
        }
        else if (address.IsLoopback && address.Port != 0)
        {
            kestrel.ListenLocalhost(address.Port, configure);
        }
        else if (address.IsLoopback)
        {
            kestrel.Listen(IPAddress.Loopback, 0, configure);
        }
        else
        {
            kestrel.ListenAnyIP(address.Port, configure);
        }
    }
}
