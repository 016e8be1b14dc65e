using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Ossa.Engine;
using Ossa.Engine.Buckets;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Names;
using Ossa.Server.Cors;
using Ossa.Server.Hosting;
using Ossa.Server.Metrics;
using Ossa.Server.Operations;
using Ossa.Server.Writing;

namespace Ossa.Server.Road;

/// <summary>The road of every OSS request, from the first byte to the last line of the log.</summary>
internal sealed class OssPipeline(
    OssaEngine engine,
    ServerOptions options,
    Locator locator,
    Authenticator authenticator,
    ServerMetrics metrics,
    TimeProvider time,
    ILogger<OssPipeline> logger
)
{
    /// <summary>The name under which requests are counted that were refused before their operation was known.</summary>
    private const string NoOperation = "Unknown";

    public async Task InvokeAsync(HttpContext http)
    {
        var started = time.GetTimestamp();
        await using var context = new OssContext(http, engine, options, RequestIds.New(), time.GetUtcNow())
        {
            IsBucketHost = !locator.IsServiceHost(http),
        };
        var operation = NoOperation;
        OssError? refusal = null;
        metrics.Started();
        try
        {
            // 1. Say who answers, before anything can go wrong.
            StandardHeaders.Write(context, () => time.GetElapsedTime(started));
            RefuseAmbiguousLength(http);
            RefuseControlCharacters(http);

            // 2. Locate: what is asked for, read off the raw target, and the bucket if it is there.
            var readings = locator.Locate(http);
            context.Target = readings[0];
            context.FoundBucket = await FindBucketAsync(context);

            // 3. Let pages of other origins read the answer, a refusal included.
            CorsHeaders.Write(context);

            // 4. Authenticate: who asks, and which reading of the target the signature proves.
            authenticator.Authenticate(context, readings);
            if (context.Target.Key is { } key)
            {
                ObjectKey.Check(key);
            }

            // 5. Find the operation.
            var found = OperationCatalogue.Find(context, http.Request.Method);
            operation = found.Name;

            // 6. Authorize: may this caller do this to that?
            await Authorizer.AuthorizeAsync(context, found);

            // 7. Open the object that is to be given out, and judge it as it was opened.
            await ObjectOpening.OpenAsync(context, found);

            // 8. Handle.
            await found.HandleAsync(context);
        }
        catch (Exception e)
        {
            // 9. Turn whatever went wrong into the error answer.
            refusal = await ErrorAnswer.WriteAsync(context, e, logger);
        }
        finally
        {
            // 10. Log and count.
            var elapsed = time.GetElapsedTime(started);
            metrics.Finished(operation, context, elapsed);
            RequestLog.Write(logger, context, operation, refusal, elapsed);
        }
    }

    private async ValueTask<Bucket?> FindBucketAsync(OssContext context)
    {
        if (context.Target.Bucket is not { } name)
        {
            return null;
        }

        BucketName.Check(name);
        return await engine.Buckets.FindAsync(name, context.Aborted);
    }

    /// <summary>
    /// Two statements of a body's length invite two readings of where the next request begins. Kestrel follows the chunks and keeps the
    /// other statement under this name.
    /// </summary>
    private static void RefuseAmbiguousLength(HttpContext http)
    {
        var headers = http.Request.Headers;
        if (
            headers.TransferEncoding.Count > 0
            && (headers.ContentLength is not null || headers.ContainsKey("X-Content-Length"))
        )
        {
            throw new OssException(OssErrors.InvalidContentLength);
        }
    }

    /// <summary>
    /// Kestrel takes control characters in headers but gives none out, so an object with one in its metadata could never be read again.
    /// </summary>
    private static void RefuseControlCharacters(HttpContext http)
    {
        foreach (var (_, values) in http.Request.Headers)
        {
            foreach (var value in values)
            {
                if (value is not null && !WireText.IsHeaderSafe(value))
                {
                    throw new OssException(OssErrors.BadRequest);
                }
            }
        }
    }
}
