using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging;
using Ossa.Engine;
using Ossa.Server.Audit;
using Ossa.Server.Connections;
using Ossa.Server.Hosting;
using Ossa.Server.Identity;
using Ossa.Server.Metrics;
using Ossa.Server.Road;
using Ossa.Server.Throttling;
using Ossa.Server.Traffic;
using Ossa.Server.Writing;

namespace Ossa.Server.Repeating;

/// <summary>
/// Answers a download that comes again like the one before it, between the connection and HTTP. What the frame does for each request is done for
/// these, too: rates, an id, the use of the key, a line in the audit log, and the figures.
/// </summary>
/// <remarks>
/// Of the CPU time of a signed download of 1 KiB, where all of it was in memory already, four fifths went into understanding the request anew and into
/// HTTP; nothing else that was taken away would have given as much.
/// </remarks>
internal sealed class RepeatedAnswers(
    AnswerMemory memory,
    OssaEngine engine,
    ServerOptions options,
    RequestLimits limits,
    ServerMetrics metrics,
    TrafficHours traffic,
    AuditTrail? audit,
    HttpDates dates,
    TimeProvider time,
    ILogger<RequestFrame> requests
)
{
    private readonly TrustedProxies _proxies = new(options.TrustedProxies);

    /// <summary>HTTP takes a connection for idle on which it heard of nothing for the time that it may be kept alive.</summary>
    private readonly TimeSpan _longestSilence = options.ClientLimits.KeepAliveTimeout / 2;

    /// <summary>
    /// Stands between a connection and HTTP/1. Of a proxy's requests it would have to be told for whom they are; and where each request has a line in
    /// the log, the road writes it.
    /// </summary>
    public ConnectionDelegate Around(ConnectionDelegate next) =>
        connection =>
        {
            var application = connection.Features.Get<ITlsApplicationProtocolFeature>()?.ApplicationProtocol;
            if (
                application?.Span.SequenceEqual("h2"u8) is not true
                && connection.RemoteEndPoint is IPEndPoint { Address: var address }
                && !_proxies.Are(address)
                && !requests.IsEnabled(LogLevel.Debug)
            )
            {
                Enter(connection, new RepeatingClient(address, isSecure: application is not null));
            }

            return next(connection);
        };

    /// <summary>The answer to a request, where it is known and may be given.</summary>
    /// <param name="hash">The hash of its head.</param>
    /// <param name="head">Its head.</param>
    /// <param name="client">Who asks.</param>
    public RepeatedAnswer? Find(ulong hash, ReadOnlySpan<byte> head, RepeatingClient client)
    {
        var (started, arrival) = (time.GetTimestamp(), time.GetUtcNow());
        // Whom a limit stops is refused in words by the road.
        if (
            memory.Find(hash, head, arrival) is not { Facts: var facts } known
            || !limits.TryTake(client.Network, facts.AccessKeyId)
        )
        {
            return null;
        }

        memory.CountRepeated();
        metrics.Started();
        if (facts.AccessKeyId is { } id)
        {
            engine.KeyUses.Note(id, arrival, ServiceNames.Oss);
        }

        return new RepeatedAnswer(known, head.Length, arrival, started, dates.BytesOf(arrival), RequestIds.NewBytes());
    }

    /// <summary>Whether it is worth taking down how a request with a head of this hash is answered.</summary>
    public bool Expects(ulong hash) => memory.Expects(hash);

    /// <summary>Keeps an answer that was taken down, where it may be said again.</summary>
    public void Keep(AnswerRecording recording)
    {
        if (recording.Finish() is { } known)
        {
            memory.Keep(known);
        }
    }

    /// <summary>Takes down and counts what was answered.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="client">Who asked.</param>
    /// <param name="isSent">Whether it went out; otherwise the client has gone.</param>
    public void Note(in RepeatedAnswer answer, RepeatingClient client, bool isSent)
    {
        var facts = answer.Known.Facts;
        var elapsed = time.GetElapsedTime(answer.Started);
        var line = facts.Audit.LineOf(answer.Arrival, answer.RequestId, client.Address, elapsed);
        audit?.Add(isSent ? line : AuditTemplate.AsGone(line, ErrorAnswer.ClientGone));
        metrics.Finished(facts.Operation, facts.Status, received: 0, facts.SentBytes, elapsed);
        traffic.Note(facts.Status, receivedBytes: 0, facts.SentBytes);
    }

    private void Enter(ConnectionContext connection, RepeatingClient client)
    {
        var transport = connection.Transport;
        var output = new RecordingWriter(transport.Output);
        var input = new RepeatingReader(transport.Input, output, this, client, _longestSilence);
        connection.Transport = new ConnectionPipes(input, output);
        connection.Features.Set(input);
    }
}
