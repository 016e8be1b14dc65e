using System.Diagnostics;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Ossa.Engine.Bodies;
using Ossa.Server.Transport;

namespace Ossa.Server.Repeating;

/// <summary>
/// The receiving side of a connection of HTTP/1. Where a request begins that is known with its answer, it is answered here, and HTTP never hears of
/// it; all others are handed on as they come.
/// </summary>
/// <param name="inner">From where it comes.</param>
/// <param name="output">Where answers go.</param>
/// <param name="answers">Knows them.</param>
/// <param name="client">Whose connection it is.</param>
/// <param name="longestSilence">HTTP must hear of a request this often, or it would take the connection for idle.</param>
/// <param name="direct">The connection where it sends files; null where it is of another kind.</param>
internal sealed class RepeatingReader(
    PipeReader inner,
    RecordingWriter output,
    RepeatedAnswers answers,
    RepeatingClient client,
    TimeSpan longestSilence,
    DirectConnection? direct
) : PipeReader
{
    /// <summary>Whether what comes next is the beginning of a request.</summary>
    private bool _isBetweenRequests = true;

    private long _handedOn = Environment.TickCount64;

    /// <summary>The request that is being answered and taken down, or null.</summary>
    public AnswerRecording? Recording => output.Recording;

    /// <summary>A request has been answered. Where it has no body, the next one is what is read next.</summary>
    public void RequestIsOver(HttpRequest request)
    {
        _isBetweenRequests =
            (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && request.ContentLength is null
            && request.Headers.TransferEncoding.Count == 0;
        if (!_isBetweenRequests)
        {
            output.Recording = null;
        }
    }

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (!_isBetweenRequests)
        {
            // What is taken down has come whole, so this is another request, or one that is not to be taken down.
            output.Recording = null;
            return inner.ReadAsync(cancellationToken);
        }

        FinishRecording();
        return AnswerAsync(cancellationToken);
    }

    public override bool TryRead(out ReadResult result)
    {
        (_isBetweenRequests, output.Recording) = (false, null);
        return inner.TryRead(out result);
    }

    public override void AdvanceTo(SequencePosition consumed) => inner.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) =>
        inner.AdvanceTo(consumed, examined);

    public override void CancelPendingRead() => inner.CancelPendingRead();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

    /// <summary>Answers what can be answered here, up to the first request that cannot.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ReadResult> AnswerAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await inner.ReadAsync(cancellationToken);
            if (
                Find(read) is not { } repeated
                || await answers.TakeAsync(repeated, client, cancellationToken) is not { } taken
            )
            {
                (_isBetweenRequests, _handedOn) = (false, Environment.TickCount64);
                return read;
            }

            await SendAsync(taken, read.Buffer.GetPosition(taken.HeadBytes));
        }
    }

    /// <summary>Sends an answer; it is taken down and counted, and its file closed, however that ends.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask SendAsync(RepeatedAnswer repeated, SequencePosition endOfRequest)
    {
        await using var file = repeated.File;
        var isSent = false;
        try
        {
            inner.AdvanceTo(endOfRequest);
            answers.Write(repeated, output);
            if (file is { Part: var part })
            {
                Place(part);
            }

            isSent = await output.FlushAsync(CancellationToken.None) is { IsCompleted: false, IsCanceled: false };
        }
        finally
        {
            answers.Note(repeated, client, isSent);
        }
    }

    private void Place(BodyFile part)
    {
        if (direct?.TryPlace(part, isMoreToCome: false, output) is not true)
        {
            throw new UnreachableException("What is known as a file was sent on a connection of the same kind.");
        }

        output.Advance(part.Length);
    }

    /// <summary>The answer to the request that begins here; null where there is none, and it may be taken down what the road says.</summary>
    private RepeatedAnswer? Find(in ReadResult read)
    {
        var isSilent = Environment.TickCount64 - _handedOn < longestSilence.TotalMilliseconds;
        if (!isSilent || read.IsCanceled || !RequestHead.TryRead(read.Buffer, out var head))
        {
            return null;
        }

        var answer = answers.Find(head, client, out var recording);
        output.Recording = recording;
        return answer;
    }

    private void FinishRecording()
    {
        if (output.Recording is { } recording)
        {
            output.Recording = null;
            answers.Keep(recording, sendsFiles: direct is not null);
        }
    }
}
