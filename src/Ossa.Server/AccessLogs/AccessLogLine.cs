using System.Globalization;
using Ossa.Engine.Buckets;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Protocol.Signing;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.AccessLogs;

/// <summary>
/// The line of one request, in the service's format. See https://www.alibabacloud.com/help/en/oss/user-guide/logging. What is not known is a
/// hyphen. Unlike the service it tells no signature: whoever reads a log must not be able to use the URLs in it.
/// </summary>
internal static class AccessLogLine
{
    public static string Format(OssContext context, Bucket bucket, OssError? refusal, TimeSpan elapsed)
    {
        var line = new LogLine();
        AddRequest(line, context, refusal, elapsed);
        AddObject(line, context, bucket, refusal);
        if (bucket.LogFields is { } fields)
        {
            line.Quoted(OwnFields.Encode(context, fields));
        }

        return line.End();
    }

    /// <summary>Remote IP, two reserved fields, time, request line, status, bytes sent, time taken, who asked, and where.</summary>
    private static void AddRequest(LogLine line, OssContext context, OssError? refusal, TimeSpan elapsed)
    {
        var request = context.Http.Request;
        line.Bare(context.Client.Address?.ToString()).Bare(null).Bare(null).Bare(TimeOf(context.Now));
        line.Quoted($"{request.Method} {SecretParameters.Redact(Locator.RawTarget(context.Http))} {request.Protocol}");
        // Whoever went away was told no status.
        line.Number(refusal == ErrorAnswer.ClientGone ? refusal.Status : context.Http.Response.StatusCode);
        line.Number(context.SentBytes).Number((long)elapsed.TotalMilliseconds);
        line.Quoted(context.Header("Referer") is { } referer ? SecretParameters.Redact(referer) : null);
        line.Quoted(context.Header("User-Agent")).Quoted(Locator.HostOf(context.Http)).Quoted(context.RequestId);
        line.Quoted("true").Quoted(context.Caller.Id);
    }

    /// <summary>
    /// Operation, bucket, key, its size, the server's time, the error, the length of the request, the bucket's owner, what it added (not
    /// known), whether a CDN asked (never), classes, the accelerated route (never), and the access key.
    /// </summary>
    private static void AddObject(LogLine line, OssContext context, Bucket bucket, OssError? refusal)
    {
        var key = context.Target.Key;
        line.Quoted(LoggedOperations.NameOf(context.Operation)).Quoted(bucket.Name);
        line.Quoted(key is null ? null : UriEncoding.EncodeComponent(key)).Number(SizeOf(context, refusal));
        line.Number((long)(context.AnswerBegan?.TotalMilliseconds ?? 0)).Quoted(refusal?.Code);
        line.Number(RequestLength.Of(context)).Quoted(bucket.OwnerId).Number(null).Quoted(null);
        var stated = context.Stated(OssHeaders.StorageClass);
        line.Quoted(key is null ? null : context.FoundRecord?.StorageClass ?? stated ?? bucket.StorageClass);
        line.Quoted(context.Operation == "CopyObject" ? stated ?? bucket.StorageClass : null).Quoted(null);
        line.Quoted(context.Caller.AccessKeyId);
    }

    /// <summary>The size of what was given out or taken in.</summary>
    private static long? SizeOf(OssContext context, OssError? refusal) =>
        context.FoundRecord is { } record ? record.Size
        : refusal is null && context.Operation is "PutObject" or "AppendObject" or "UploadPart" ? context.ReceivedBytes
        : null;

    private static string TimeOf(DateTimeOffset time) =>
        time.UtcDateTime.ToString("'['dd/MMM/yyyy:HH:mm:ss' +0000]'", CultureInfo.InvariantCulture);
}
