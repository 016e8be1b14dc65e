using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Ossa.Protocol.Errors;
using Ossa.Server.Road;

namespace Ossa.Server.AccessLogs;

/// <summary>
/// Takes down the requests to buckets that have a log. It costs a request to any other bucket one look, and a request to these one line in
/// memory; nothing that goes wrong here is felt by a request.
/// </summary>
internal sealed class AccessLog(LogMetrics metrics, ILogger<AccessLog> logger)
{
    // One call that waits is enough, since whoever answers it takes all.
    private readonly Channel<bool> _calls = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>The lines that wait to be delivered.</summary>
    public LogBuffer Buffer { get; } = new();

    /// <summary>Each is a call to deliver what waits.</summary>
    public ChannelReader<bool> Calls => _calls.Reader;

    /// <summary>Calls for a delivery.</summary>
    public void CallForDelivery() => _calls.Writer.TryWrite(true);

    /// <summary>Takes a request down that has been answered.</summary>
    public void Note(OssContext context, OssError? refusal, TimeSpan elapsed)
    {
        if (context.FoundBucket is not { Logging: { } rules } bucket)
        {
            return;
        }

        try
        {
            var stream = new LogStream(bucket.Name, bucket.OwnerId, rules.TargetBucket, rules.TargetPrefix);
            var line = AccessLogLine.Format(context, bucket, refusal, elapsed);
            if (!Buffer.TryAdd(stream, line, out var isLarge))
            {
                metrics.Dropped(1);
            }
            else if (isLarge)
            {
                CallForDelivery();
            }
        }
        catch (Exception e)
        {
            metrics.Dropped(1);
            DeliveryLog.LineFailed(logger, e, context.RequestId);
        }
    }
}
