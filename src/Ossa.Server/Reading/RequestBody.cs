using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Ossa.Protocol.Errors;
using Ossa.Server.Road;
using Ossa.Server.Throttling;
using Ossa.Server.Traffic;

namespace Ossa.Server.Reading;

/// <summary>
/// A request's body as it arrives. A sender that moves no byte for the idle time-out, or too few for longer, or hangs up early, gets
/// RequestTimeout, and what was read so far counts for nothing.
/// </summary>
internal sealed class RequestBody(OssContext context) : IDisposable
{
    private readonly CancellationTokenSource _idle = new();
    private readonly SenderRate _rate = new(
        context.Options.ClientLimits.UploadBytesPerSecond,
        context.Options.IdleTimeout,
        context.Time
    );
    private IDisposable? _upload;

    /// <summary>The rate to which the sender wants to be held, or null.</summary>
    public TrafficPace? Pace { get; set; }

    /// <summary>The body of a write: its length must be stated or chunked, and within the limit.</summary>
    public static RequestBody ForUpload(OssContext context)
    {
        var headers = context.Http.Request.Headers;
        if (headers.ContentLength is null && !IsOpenEnded(context.Http))
        {
            throw new OssException(OssErrors.MissingContentLength);
        }

        if (headers.ContentLength > context.Engine.Options.MaxBodyBytes)
        {
            throw new OssException(OssErrors.EntityTooLarge);
        }

        var body = new RequestBody(context) { Pace = TrafficLimit.Read(context) };
        body.CountAsUpload();
        return body;
    }

    /// <summary>Whether a body follows whose end will be told when it is there: in chunks, or in frames of HTTP/2.</summary>
    private static bool IsOpenEnded(HttpContext http) =>
        http.Request.Headers.TransferEncoding.Count > 0
        || (
            HttpProtocol.IsHttp2(http.Request.Protocol)
            && http.Features.GetRequiredFeature<IHttpRequestBodyDetectionFeature>().CanHaveBody
        );

    /// <summary>Counts the body among the uploads at one time, until it is disposed.</summary>
    /// <exception cref="OssException">There are too many.</exception>
    public void CountAsUpload() => _upload = context.Uploads.Enter(ClientNetwork.Of(context.Client.Address));

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (Pace is not { } pace)
        {
            return await ReceiveAsync(buffer, cancellationToken);
        }

        var run = buffer.Length > pace.RunBytes ? buffer[..pace.RunBytes] : buffer;
        var count = await ReceiveAsync(run, cancellationToken);
        await pace.PayAsync(count, cancellationToken);
        return count;
    }

    private async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _idle.Token);
        _idle.CancelAfter(context.Options.IdleTimeout);
        _rate.Ask();
        try
        {
            var count = await context.Http.Request.Body.ReadAsync(buffer, linked.Token);
            _idle.CancelAfter(Timeout.InfiniteTimeSpan);
            context.ReceivedBytes += count;
            _rate.Receive(count);
            return count > 0 && _rate.IsTooLow ? throw new OssException(OssErrors.IncompleteBody) : count;
        }
        catch (Exception e) when (e is IOException or ConnectionAbortedException)
        {
            throw new OssException(OssErrors.IncompleteBody);
        }
        catch (OperationCanceledException)
            when (_idle.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new OssException(OssErrors.IncompleteBody);
        }
    }

    /// <summary>Reads a document of at most <paramref name="limit"/> bytes; a longer one throws <paramref name="tooLarge"/>.</summary>
    public async ValueTask<MemoryStream> ReadDocumentAsync(int limit, OssError tooLarge)
    {
        var document = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await ReadAsync(buffer, context.Aborted) is var count and > 0)
        {
            if (document.Length + count > limit)
            {
                throw new OssException(tooLarge);
            }

            document.Write(buffer, 0, count);
        }
        document.Position = 0;
        return document;
    }

    public void Dispose()
    {
        _idle.Dispose();
        _upload?.Dispose();
    }
}
