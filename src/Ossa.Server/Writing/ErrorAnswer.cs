using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Ossa.Engine;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Server.Road;
using Ossa.Server.Sharing;

namespace Ossa.Server.Writing;

/// <summary>
/// Makes whatever went wrong into the answer that the protocol has for it: XML, or for HEAD the same XML in a header. An answer that
/// has begun cannot be taken back, so its connection is cut instead.
/// </summary>
internal static partial class ErrorAnswer
{
    /// <summary>What the log says of a request whose sender went away; nobody is there to read an answer.</summary>
    public static readonly OssError ClientGone = new(499, "ClientClosedRequest", "The client went away.", null);

    /// <summary>Standard headers that describe an object; "Cache-Control" of one would have its error kept for as long.</summary>
    private static readonly string[] OfObjects =
    [
        "ETag",
        "Last-Modified",
        "Accept-Ranges",
        "Cache-Control",
        "Content-Disposition",
        "Content-Encoding",
        "Content-Language",
        "Content-MD5",
        "Content-Range",
        "Expires",
    ];

    public static async Task<OssError> WriteAsync(OssContext context, Exception exception, ILogger logger)
    {
        var refusal = Explain(context, exception);
        if (refusal is null)
        {
            context.Http.Abort();
            return ClientGone;
        }
        if (refusal.Error.Status >= StatusCodes.Status500InternalServerError && exception is not OssException)
        {
            Failed(logger, context.RequestId, exception);
        }

        if (context.Http.Response.HasStarted)
        {
            context.Http.Abort();
            return refusal.Error;
        }
        await (context.WriteRefusal?.Invoke(refusal) ?? WriteAsync(context, refusal));
        return refusal.Error;
    }

    /// <summary>The refusal that an exception amounts to, or null when the sender has gone.</summary>
    private static OssException? Explain(OssContext context, Exception exception) =>
        exception switch
        {
            OssException refusal => refusal,
            _ when context.Aborted.IsCancellationRequested => null,
            TimeoutException or OperationCanceledException or ConnectionResetException or ConnectionAbortedException =>
                null,
            _ when StorageFailures.Explain(exception) is { } failure => new OssException(failure),
            BadHttpRequestException bad when bad.StatusCode == StatusCodes.Status413PayloadTooLarge => new OssException(
                OssErrors.EntityTooLarge
            ),
            BadHttpRequestException => new OssException(OssErrors.BadRequest),
            _ => new OssException(OssErrors.InternalError),
        };

    private static async Task WriteAsync(OssContext context, OssException refusal)
    {
        var response = context.Http.Response;
        var document = new ErrorDocument
        {
            Code = refusal.Error.Code,
            Message = refusal.Error.Message,
            RequestId = context.RequestId,
            HostId = Locator.HostOf(context.Http),
            Details = refusal.Details,
            Ec = refusal.Error.Ec,
        };
        response.StatusCode = refusal.Error.Status;
        ClearObjectHeaders(response.Headers);
        foreach (var (name, value) in refusal.Headers)
        {
            response.Headers[name] = value;
        }

        if (refusal.Error.Ec is { } ec)
        {
            response.Headers[OssHeaders.Ec] = ec;
        }

        if (RefusalPage.Fits(context, refusal.Error))
        {
            await RefusalPage.WriteAsync(context, refusal.Error);
            return;
        }

        if (HttpMethods.IsHead(context.Http.Request.Method))
        {
            response.Headers[OssHeaders.Err] = ErrorHeader.Write(document);
            return;
        }
        var xml = XmlText.ToUtf8(document);
        response.ContentType = "application/xml";
        response.ContentLength = xml.Length;
        await AnswerBody.WriteAsync(context, xml);
    }

    /// <summary>A handler may have described its object before it failed; nothing of that is true of the error.</summary>
    private static void ClearObjectHeaders(IHeaderDictionary headers)
    {
        headers.ContentLength = null;
        foreach (var name in OfObjects)
        {
            headers.Remove(name);
        }

        foreach (var name in headers.Keys.Where(IsAboutObject).ToArray())
        {
            headers.Remove(name);
        }
    }

    private static bool IsAboutObject(string name) =>
        name.StartsWith(OssHeaders.MetaPrefix, StringComparison.OrdinalIgnoreCase)
        || name.Equals(OssHeaders.HashCrc64Ecma, StringComparison.OrdinalIgnoreCase)
        || name.Equals(OssHeaders.StorageClass, StringComparison.OrdinalIgnoreCase)
        || name.Equals(OssHeaders.ObjectType, StringComparison.OrdinalIgnoreCase)
        || name.Equals(OssHeaders.TaggingCount, StringComparison.OrdinalIgnoreCase)
        || name.Equals(OssHeaders.SymlinkTarget, StringComparison.OrdinalIgnoreCase)
        || name.Equals(OssHeaders.Restore, StringComparison.OrdinalIgnoreCase)
        || name.Equals(OssHeaders.Expiration, StringComparison.OrdinalIgnoreCase)
        || name.Equals(OssHeaders.TransitionTime, StringComparison.OrdinalIgnoreCase)
        || name.Equals(OssHeaders.SealedTime, StringComparison.OrdinalIgnoreCase)
        || name.Equals(OssHeaders.ServerSideEncryption, StringComparison.OrdinalIgnoreCase)
        || name.Equals(OssHeaders.ServerSideEncryptionKeyId, StringComparison.OrdinalIgnoreCase)
        || name.Equals(OssHeaders.VersionId, StringComparison.OrdinalIgnoreCase)
        || name.Equals(OssHeaders.CopySourceVersionId, StringComparison.OrdinalIgnoreCase)
        || name.Equals(OssHeaders.NextAppendPosition, StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(EventId = 110, Level = LogLevel.Error, Message = "{RequestId} failed")]
    private static partial void Failed(ILogger logger, string requestId, Exception exception);
}
