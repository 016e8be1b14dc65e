using System.Net;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Net.Http.Headers;
using Ossa.Protocol.Headers;
using Ossa.Server.Connections;
using Ossa.Server.Tls;
using Ossa.Server.Transport;

namespace Ossa.Server.Hosting;

/// <summary>What the protocol needs of Kestrel: long signed URLs, many headers, and header bytes that pass unchanged.</summary>
internal static class KestrelSettings
{
    private const int MaxRequestLineBytes = 32 * 1024;
    private const int MaxHeadersBytes = 64 * 1024;
    private const int MaxHeaders = 1000;

    /// <summary>A line feed alone ends no line: a proxy that takes it for a character would read another head.</summary>
    private const string NoLineFeedTerminators = "Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators";

    /// <summary>Headers whose values the server makes, of ASCII alone.</summary>
    private static readonly HashSet<string> OwnHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        HeaderNames.AcceptRanges,
        HeaderNames.Connection,
        HeaderNames.ContentLength,
        HeaderNames.ContentMD5,
        HeaderNames.ContentSecurityPolicy,
        HeaderNames.Date,
        HeaderNames.ETag,
        HeaderNames.LastModified,
        HeaderNames.Server,
        HeaderNames.XContentTypeOptions,
        OssHeaders.HashCrc64Ecma,
        OssHeaders.ObjectType,
        OssHeaders.RequestId,
        OssHeaders.ServerTime,
        OssHeaders.StorageClass,
    };

    /// <param name="repeat">Stands between each connection and HTTP.</param>
    /// <param name="certificate">The certificate; null where no address is https.</param>
    public static void Apply(
        KestrelServerOptions kestrel,
        IReadOnlyList<Uri> listen,
        ServerOptions server,
        ConnectionGuard guard,
        Func<ConnectionDelegate, ConnectionDelegate> repeat,
        ServerCertificate? certificate
    )
    {
        AppContext.SetSwitch(NoLineFeedTerminators, true);
        kestrel.AddServerHeader = false;
        kestrel.RequestHeaderEncodingSelector = name =>
            name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)
                ? DigitsEncoding.Instance
                : Encoding.Latin1;
        // Null is Kestrel's own way, ASCII, which takes half the time.
        kestrel.ResponseHeaderEncodingSelector = name => OwnHeaders.Contains(name) ? null : Encoding.Latin1;
        kestrel.Limits.MaxRequestLineSize = MaxRequestLineBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeadersBytes;
        kestrel.Limits.MaxRequestHeaderCount = MaxHeaders;
        // In HTTP/2 the target is a header like any other.
        kestrel.Limits.Http2.MaxRequestHeaderFieldSize = MaxRequestLineBytes;
        kestrel.Limits.RequestHeadersTimeout = server.ClientLimits.HeaderTimeout;
        kestrel.Limits.KeepAliveTimeout = server.ClientLimits.KeepAliveTimeout;
        // Bodies have limits of their own, and idle connections are told apart from slow ones where bodies are read and, for all
        // answers, by the guard and, in HTTP/2, by each request.
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        foreach (var address in listen)
        {
            Listen(kestrel, address, options => Configure(options, address, server, guard, repeat, certificate));
        }
    }

    private static void Configure(
        ListenOptions options,
        Uri address,
        ServerOptions server,
        ConnectionGuard guard,
        Func<ConnectionDelegate, ConnectionDelegate> repeat,
        ServerCertificate? certificate
    )
    {
        options.Protocols = HttpProtocols.Http1;
        // Between the socket and TLS, so that the guard also ends a handshake whose other end reads nothing.
        options.Use(guard.Around);
        if (address.Scheme == Uri.UriSchemeHttps)
        {
            options.Protocols = HttpProtocols.Http1AndHttp2;
            options.Use(SocketThread.Leave);
            options.UseHttps(
                certificate?.Handshake(server.ClientLimits.HeaderTimeout)
                    ?? throw new ArgumentException($"{address} needs a certificate.")
            );
        }

        options.Use(repeat);
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
