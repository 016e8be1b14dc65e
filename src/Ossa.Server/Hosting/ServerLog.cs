using Microsoft.Extensions.Logging;
using Ossa.Engine.Checking;

namespace Ossa.Server.Hosting;

internal static partial class ServerLog
{
    [LoggerMessage(
        EventId = 120,
        Level = LogLevel.Error,
        Message = "Freeing unused blobs failed; it will be tried again"
    )]
    public static partial void CollectorFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 121, Level = LogLevel.Error, Message = "The scrub failed; it will be tried again")]
    public static partial void ScrubFailed(ILogger logger, Exception exception);

    [LoggerMessage(
        EventId = 122,
        Level = LogLevel.Error,
        Message = "Damage found by the scrub: {Kind} {Bucket} {Key} {Version}: {Detail}"
    )]
    public static partial void DamageFound(
        ILogger logger,
        FindingKind kind,
        string bucket,
        string key,
        string version,
        string detail
    );

    [LoggerMessage(
        EventId = 123,
        Level = LogLevel.Information,
        Message = "Scrubbed {Objects} objects, {Bytes} bytes in {Duration}; damages found: {Damaged}"
    )]
    public static partial void Scrubbed(ILogger logger, long objects, long bytes, TimeSpan duration, long damaged);

    [LoggerMessage(
        EventId = 124,
        Level = LogLevel.Error,
        Message = "The run over lifecycle rules failed; it will be tried again"
    )]
    public static partial void LifecycleFailed(ILogger logger, Exception exception);

    [LoggerMessage(
        EventId = 125,
        Level = LogLevel.Error,
        Message = "The lifecycle rules of {Bucket} could not be gone over to the end; the next run tries again"
    )]
    public static partial void LifecycleBucketFailed(ILogger logger, string bucket, Exception exception);

    [LoggerMessage(
        EventId = 126,
        Level = LogLevel.Information,
        Message = "Lifecycle of {Bucket}: {Judged} judged, {Transitioned} transitioned, {Expired} expired, "
            + "{VersionsDeleted} versions deleted, {MarkersRemoved} markers removed, {UploadsAborted} uploads aborted, "
            + "{Kept} kept"
    )]
    public static partial void LifecycleEnded(
        ILogger logger,
        string bucket,
        long judged,
        long transitioned,
        long expired,
        long versionsDeleted,
        long markersRemoved,
        long uploadsAborted,
        long kept
    );

    [LoggerMessage(
        EventId = 127,
        Level = LogLevel.Error,
        Message = "Wrapping keys anew failed; it will be tried again"
    )]
    public static partial void RewrapFailed(ILogger logger, Exception exception);

    [LoggerMessage(
        EventId = 128,
        Level = LogLevel.Information,
        Message = "After a rotation of keys {Read} records were read and {Rewrapped} wrapped anew; damaged: {Failed}"
    )]
    public static partial void Rewrapped(ILogger logger, long read, long rewrapped, long failed);

    [LoggerMessage(
        EventId = 129,
        Level = LogLevel.Error,
        Message = "When access keys were used last could not be written; it will be tried again"
    )]
    public static partial void KeyUsesFailed(ILogger logger, Exception exception);
}
