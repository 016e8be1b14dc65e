using System.IO.Pipelines;
using System.Net;
using System.Runtime.CompilerServices;
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
using Ossa.Server.Transport;
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

    /// <summary>
    /// The answer to a request, where it is known and the signature is right. Else null, and a recording of how the road answers it where that is
    /// worth it.
    /// </summary>
    /// <param name="head">The head of the request.</param>
    /// <param name="client">Who asks.</param>
    /// <param name="recording">What to take the road's answer down with, or null.</param>
    public RepeatedAnswer? Find(in RequestHead head, RepeatingClient client, out AnswerRecording? recording)
    {
        var (started, arrival) = (time.GetTimestamp(), time.GetUtcNow());
        recording = null;
        var hash = head.HashOf(client.IsSecure);
        if (memory.Find(hash, head) is { } known)
        {
            return known.Prove(head, arrival) is { } url
                ? new RepeatedAnswer(known, url, head.Bytes.Length, arrival, started, RequestIds.NewBytes())
                : null;
        }

        recording = memory.Expects(hash) ? new AnswerRecording(hash, head) : null;
        return null;
    }

    /// <summary>
    /// Counts the request, and opens the file that is to be sent; null where its URL is denied, a limit stops it or the file is not at hand, with all of which the road deals.
    /// Whoever is given the answer has to send it, and to close its file.
    /// </summary>
    /// <param name="answer">The answer.</param>
    /// <param name="client">Who asks.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask<RepeatedAnswer?> TakeAsync(
        in RepeatedAnswer answer,
        RepeatingClient client,
        CancellationToken cancellationToken
    )
    {
        var isToBeJudged = answer.Known.Facts.IsUrlJudged && !answer.Known.IsFirst(answer.Url);
        return isToBeJudged || answer.Known.IsInFile
            ? TakeWithCareAsync(answer, isToBeJudged, client, cancellationToken)
            : new(TryCount(answer, client) ? answer : null);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<RepeatedAnswer?> TakeWithCareAsync(
        RepeatedAnswer answer,
        bool isToBeJudged,
        RepeatingClient client,
        CancellationToken cancellationToken
    )
    {
        if (isToBeJudged && await IsDeniedAsync(answer.Url, cancellationToken))
        {
            return null;
        }

        if (!answer.Known.IsInFile)
        {
            return TryCount(answer, client) ? answer : null;
        }

        if (await TryOpenAsync(answer.Known) is not { } file)
        {
            return null;
        }

        if (TryCount(answer, client))
        {
            if (answer.Known.Memory is not null)
            {
                FileAnswer.Stay();
            }

            return answer with
            {
                File = file,
            };
        }

        await file.DisposeAsync();
        return null;
    }

    private async ValueTask<RepeatedFile?> TryOpenAsync(KnownAnswer known)
    {
        if (known.Source is { } source)
        {
            return await RepeatedFile.TryOpenAsync(source, (int)known.Facts.SentBytes);
        }

        if (known.Memory!.TryOpen() is { } file)
        {
            return file;
        }

        memory.Forget(known);
        return null;
    }

    private bool TryCount(in RepeatedAnswer answer, RepeatingClient client)
    {
        var facts = answer.Known.Facts;
        if (!limits.TryTake(client.Network, facts.AccessKeyId))
        {
            return false;
        }

        memory.CountRepeated();
        metrics.Started();
        if (facts.AccessKeyId is { } id)
        {
            engine.KeyUses.Note(id, answer.Arrival, ServiceNames.Oss);
        }

        return true;
    }

    /// <summary>Writes the answer, but for what is in a file.</summary>
    public void Write(in RepeatedAnswer answer, PipeWriter output) =>
        answer.Write(output, dates.BytesOf(answer.Arrival));

    /// <summary>Keeps an answer that was taken down, where it may be said again.</summary>
    /// <param name="recording">The answer.</param>
    /// <param name="sendsFiles">Whether connections like the one that it went out on send files.</param>
    public void Keep(AnswerRecording recording, bool sendsFiles)
    {
        if (recording.Finish(sendsFiles ? memory.Bodies : null) is { } known)
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
        if (answer.Url is { Fingerprint: { } fingerprint, Last: var end } url && !answer.Known.IsFirst(url))
        {
            facts.Audit.PutUrl(line, fingerprint, end);
        }

        audit?.Add(isSent ? line : AuditTemplate.AsGone(line, ErrorAnswer.ClientGone));
        metrics.Finished(facts.Operation, facts.Status, received: 0, facts.SentBytes, elapsed);
        traffic.Note(facts.Status, receivedBytes: 0, facts.SentBytes);
    }

    /// <summary>Also true where the store cannot tell: the road asks it again, and says that it failed if it does.</summary>
    private async ValueTask<bool> IsDeniedAsync(ProvenUrl url, CancellationToken cancellationToken)
    {
        try
        {
            return await engine.DeniedUrls.IsDeniedAsync(url.Fingerprint!, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return true;
        }
    }

    private void Enter(ConnectionContext connection, RepeatingClient client)
    {
        var transport = connection.Transport;
        var output = new RecordingWriter(transport.Output);
        var input = new RepeatingReader(
            transport.Input,
            output,
            this,
            client,
            _longestSilence,
            connection.Features.Get<DirectConnection>()
        );
        connection.Transport = new ConnectionPipes(input, output);
        connection.Features.Set(input);
    }
}
