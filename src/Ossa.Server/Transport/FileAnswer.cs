using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Ossa.Engine.Bodies;

namespace Ossa.Server.Transport;

/// <summary>Gives out parts of files as the body of an answer, straight from the system's memory to the socket.</summary>
internal static class FileAnswer
{
    /// <summary>
    /// Sends a part as the next bytes of an answer of a stated length; false where it must be written like any other bytes: on another transport, over
    /// TLS, in HTTP/2.
    /// </summary>
    /// <remarks>
    /// The room that HTTP is asked for is the connection's own, which is never written: that it is taken stands for the bytes of the file.
    /// </remarks>
    public static async ValueTask<bool> TrySendAsync(
        HttpContext http,
        BodyFile part,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (http.Features.Get<DirectConnection>() is not { } connection)
        {
            return false;
        }

        if (!http.Response.HasStarted)
        {
            await http.Response.StartAsync(cancellationToken);
        }

        // Where the file has to come from the disk, nobody else waits for it.
        await SocketThread.EnterPoolAsync();
        var body = http.Response.BodyWriter;
        if (!connection.TryPlace(part, () => body.GetMemory(part.Length)))
        {
            return false;
        }

        body.Advance(part.Length);
        // A connection that is given up ends the flush; and HTTP does not pass on how one ended that had to wait.
        await body.FlushAsync(CancellationToken.None);
        return connection.HasFailed ? throw new ConnectionResetException("The connection is over.") : true;
    }
}
