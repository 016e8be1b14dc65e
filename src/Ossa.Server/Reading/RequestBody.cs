using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Ossa.Protocol.Errors;
using Ossa.Server.Road;
using Ossa.Server.Traffic;

namespace Ossa.Server.Reading;

/// <summary>
/// A request's body as it arrives. A sender that moves no byte for the idle time-out, or hangs up early, gets RequestTimeout, and what
/// was read so far counts for nothing.
/// </summary>
internal sealed class RequestBody(OssContext context) : IDisposable
{
    private readonly CancellationTokenSource _idle = new();

    /// <summary>The rate to which the sender wants to be held, or null.</summary>
    public TrafficPace? Pace { get; set; }

    /// <summary>The body of a write: its length must be stated or chunked, and within the limit.</summary>
    public static RequestBody ForUpload(OssContext context)
    {
        var headers = context.Http.Request.Headers;
        if (headers.ContentLength is null && headers.TransferEncoding.Count == 0)
        {
            throw new OssException(OssErrors.MissingContentLength);
        }

        if (headers.ContentLength > context.Engine.Options.MaxBodyBytes)
        {
            throw new OssException(OssErrors.EntityTooLarge);
        }

        return new RequestBody(context) { Pace = TrafficLimit.Read(context) };
    }

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
        try
        {
            var count = await context.Http.Request.Body.ReadAsync(buffer, linked.Token);
            _idle.CancelAfter(Timeout.InfiniteTimeSpan);
            context.ReceivedBytes += count;
            return count;
        }
        catch (Exception e)
            when (e is IOException or ConnectionAbortedException)
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

    public void Dispose() => _idle.Dispose();
}
