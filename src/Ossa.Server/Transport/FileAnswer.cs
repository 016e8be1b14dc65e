using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Ossa.Engine;
using Ossa.Engine.Bodies;

namespace Ossa.Server.Transport;

/// <summary>Gives out parts of files as the body of an answer, straight from the system's memory to the socket.</summary>
internal static class FileAnswer
{
    /// <summary>The most that is sent at once.</summary>
    public const int MaxPartBytes = SocketWriter.MaxPartBytes;

    /// <summary>Whether parts can be sent; not on another transport, over TLS, or in HTTP/2.</summary>
    public static bool IsPossible(HttpContext http) => ConnectionOf(http) is not null;

    /// <summary>
    /// Sends a part as the next bytes of an answer of a stated length; false where it must be written like any other bytes: on another transport, over
    /// TLS, in HTTP/2.
    /// </summary>
    /// <remarks>
    /// The room that HTTP is asked for is the connection's own, which is never written: that it is taken stands for the bytes of the file.
    /// </remarks>
    /// <param name="http">The request.</param>
    /// <param name="part">The part.</param>
    /// <param name="isFirst">
    /// Whether it is the first of an answer. Only that is sent on a thread that waits for sockets, and only where nobody has to wait for the disk: with two
    /// changes of threads less, 1 MiB takes a seventh less CPU time.
    /// </param>
    /// <param name="isMoreToCome">Whether more of the answer follows at once, with which the last bytes of this may go out.</param>
    /// <param name="cancellationToken">Gives up the beginning of the answer.</param>
    public static async ValueTask<bool> TrySendAsync(
        HttpContext http,
        BodyFile part,
        bool isFirst,
        bool isMoreToCome,
        CancellationToken cancellationToken
    )
    {
        if (ConnectionOf(http) is not { } connection)
        {
            return false;
        }

        if (!http.Response.HasStarted)
        {
            await http.Response.StartAsync(cancellationToken);
        }

        if (!isFirst || !TryStay(part))
        {
            await EngineThread.EnterAsync();
        }

        var body = http.Response.BodyWriter;
        if (!connection.TryPlace(part, isMoreToCome, body))
        {
            return false;
        }

        body.Advance(part.Length);
        // A connection that is given up ends the flush; and HTTP does not pass on how one ended that had to wait.
        await body.FlushAsync(CancellationToken.None);
        return connection.HasFailed ? throw new ConnectionResetException("The connection is over.") : true;
    }

    private static DirectConnection? ConnectionOf(HttpContext http) =>
        HttpProtocol.IsHttp2(http.Request.Protocol) ? null : http.Features.Get<DirectConnection>();

    /// <summary>
    /// Whether a part may be sent on this thread: on one of those that wait for sockets only where nobody has to wait for the disk, or it may, and another one is called to see to
    /// the other sockets meanwhile.
    /// </summary>
    public static bool TryStay(BodyFile part)
    {
        if (EngineThread.IsCurrent)
        {
            return true;
        }

        if (!PageCache.Holds(part))
        {
            return EngineThread.TryStay();
        }

        SocketPoll.Shared.CallAnother();
        return true;
    }

    /// <summary>
    /// A short part that is in memory is sent on this thread. By no more than there are: with further threads 64 KiB took a sixth more CPU time. With none kept awake four readers of it got a fifth less by CUBIC,
    /// and a tenth less by BBR, and 14 % of two cores were idle.
    /// </summary>
    public static void Stay()
    {
        if (!EngineThread.IsCurrent)
        {
            SocketPoll.Shared.KeepAwake();
        }
    }
}
