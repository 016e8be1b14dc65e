using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Ossa.Server.Connections;

/// <summary>
/// Bounds how long a client of HTTP/2 may take to accept what it asked for. Each request there has a window of its own, which the client
/// may leave closed while it reads everything else, so that the connection looks well.
/// </summary>
internal static class PatientAnswers
{
    /// <summary>
    /// Answers, and gives the request up when one write of the answer waits for longer than this. What fits into a buffer of Kestrel's, 4 KiB,
    /// is not waited for; for that the connection ends once it is used for nothing else. HTTP/1 needs none of this.
    /// </summary>
    public static Task RunAsync(HttpContext http, TimeSpan idle, Func<HttpContext, Task> answer) =>
        HttpProtocol.IsHttp2(http.Request.Protocol) ? RunPatientlyAsync(http, idle, answer) : answer(http);

    private static async Task RunPatientlyAsync(HttpContext http, TimeSpan idle, Func<HttpContext, Task> answer)
    {
        var body = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var writer = new PatientPipeWriter(body.Writer, idle, http.Abort);
        http.Features.Set<IHttpResponseBodyFeature>(new PatientResponseBody(body, writer));
        var use = http.Features.GetRequiredFeature<ConnectionUse>();
        use.Begin();
        try
        {
            await answer(http);
        }
        finally
        {
            use.End();
        }
    }
}
