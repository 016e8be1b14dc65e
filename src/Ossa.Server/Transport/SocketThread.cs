using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Ossa.Engine;
using Ossa.Server.Pages;
using Ossa.Server.Road;

namespace Ossa.Server.Transport;

/// <summary>
/// The threads that wait for all sockets, on which the direct transport may answer. Whoever is held up there holds up whoever comes meanwhile, until
/// another thread finds that out, so only requests that read what is in a bucket are answered there, and those leave it where they have to wait for
/// the disk or for a client that reads slowly; but for who sees to the only socket at work, who may be held up there (<see cref="PollWork.TryLend"/>).
/// </summary>
internal static class SocketThread
{
    /// <summary>A connection of which nothing is done on these threads, such as one of TLS, whose handshakes take long.</summary>
    public static ConnectionDelegate Leave(ConnectionDelegate next) =>
        connection =>
        {
            if (connection.Features.Get<DirectConnection>() is { } direct)
            {
                direct.AnswersOnSocketThread = false;
                connection.Features.Set<DirectConnection>(null);
            }

            return next(connection);
        };

    /// <summary>Answers a request of HTTP/1 where it came in, or else where it may be held up; what comes later of its body is read on a thread of the pool.</summary>
    public static Task RunAsync(HttpContext http, RequestDelegate answer) =>
        MayStay(http) || http.Features.Get<DirectConnection>() is not { } connection
            ? answer(http)
            : LeaveAsync(http, connection, answer);

    private static bool MayStay(HttpContext http)
    {
        var method = http.Request.Method;
        return (HttpMethods.IsGet(method) || HttpMethods.IsHead(method))
            && http.Request.Path.Value is { Length: > 1 }
            && !OwnPages.MayBeFor(http);
    }

    private static async Task LeaveAsync(HttpContext http, DirectConnection connection, RequestDelegate answer)
    {
        connection.AnswersOnSocketThread = false;
        try
        {
            await EngineThread.EnterAsync();
            await answer(http);
        }
        finally
        {
            connection.AnswersOnSocketThread = true;
        }
    }
}
