using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Ossa.Client.Sending;

/// <summary>Makes connections as the clients need them.</summary>
internal static class Connections
{
    /// <summary>Connections of their own.</summary>
    /// <param name="pinned">The only certificate that a server may show, or null when any that the machine trusts will do.</param>
    public static HttpClient Create(X509Certificate2? pinned = null) =>
        new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.None,
                UseCookies = false,
                ConnectTimeout = TimeSpan.FromSeconds(10),
                // Addresses of the endpoint may change while the process lives.
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
                ResponseHeaderEncodingSelector = (_, _) => Encoding.UTF8,
                SslOptions = new SslClientAuthenticationOptions
                {
                    RemoteCertificateValidationCallback = pinned is null
                        ? null
                        : (_, seen, _, _) => seen?.GetRawCertData().AsSpan().SequenceEqual(pinned.RawData) ?? false,
                },
            }
        )
        {
            // Transfers may take as long as they move; the idle time-out watches that.
            Timeout = Timeout.InfiniteTimeSpan,
        };

    /// <summary>Whether there is no answer, or none any more, rather than that the caller has given up.</summary>
    public static bool HasFailed(Exception e, IdleTimer idle, CancellationToken cancellationToken) =>
        e is HttpRequestException or IOException
        || (
            e is OperationCanceledException
            && !cancellationToken.IsCancellationRequested
            && (idle.HasExpired || e.InnerException is TimeoutException)
        );

    /// <summary>Why, in a sentence.</summary>
    public static string Reason(Exception e, IdleTimer idle) =>
        idle.HasExpired ? idle.Explain().Message : (e.InnerException ?? e).Message;
}
