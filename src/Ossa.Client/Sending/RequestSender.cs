using System.Net;
using System.Runtime.ExceptionServices;
using Ossa.Client.Addressing;
using Ossa.Client.Bodies;
using Ossa.Client.Credentials;

namespace Ossa.Client.Sending;

/// <summary>
/// Makes a request:
/// 1. sign it for this moment; 2. send it; 3. an answer that succeeded goes back as it is; 4. if the server says that our clock is
/// wrong, put it right and send once more; 5. what fails for the moment is repeated after a pause; 6. the rest is an exception.
/// A request is repeated only if its body can be sent again.
/// </summary>
internal sealed class RequestSender(
    HttpClient http,
    Endpoint endpoint,
    Signer signer,
    ICredentialsProvider credentials,
    RetryPolicy retries,
    Clock clock,
    TimeSpan idleTimeout
)
{
    /// <summary>From this size on, a body waits until the server has seen the headers, so that a refusal costs nothing.</summary>
    private const long ExpectContinueBytes = 1024 * 1024;

    private const string TooSkewed = "RequestTimeTooSkewed";

    /// <summary>The answer of a request that succeeded, with its body still to be read.</summary>
    public async Task<HttpResponseMessage> SendAsync(OssRequest request, CancellationToken cancellationToken)
    {
        var clockCorrected = false;
        for (var attempt = 1; ; attempt++)
        {
            using var answer = await TryAsync(request, cancellationToken);
            if (answer.TakeSuccess() is { } response)
            {
                return response;
            }
            if (!clockCorrected && TryCorrectClock(request, answer))
            {
                clockCorrected = true;
                attempt--;
                continue;
            }
            if (attempt >= retries.MaxAttempts || !answer.IsTransient || !request.IsRepeatable || !CanRepeat(request))
            {
                throw answer.ToException();
            }
            var pause = RetryPolicy.PauseAfter(attempt, answer.RetryAfter(clock.Now));
            await Task.Delay(pause, clock.Provider, cancellationToken);
        }
    }

    /// <summary>
    /// Makes the request and reads the document that is the answer. An answer that breaks off is like none: the request is made again.
    /// </summary>
    public Task<T> SendAsync<T>(OssRequest request, Func<Stream, T> read, CancellationToken cancellationToken) =>
        SendAsync(request, (_, stream) => read(stream), cancellationToken);

    /// <summary>The same, where the answer's headers tell something too.</summary>
    public async Task<T> SendAsync<T>(
        OssRequest request,
        Func<HttpResponseMessage, Stream, T> read,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            using var response = await SendAsync(request, cancellationToken);
            try
            {
                return await ReadAsync(response, stream => read(response, stream), cancellationToken);
            }
            catch (OssConnectionException)
                when (attempt < retries.MaxAttempts && request.IsRepeatable && CanRepeat(request))
            {
                await Task.Delay(RetryPolicy.PauseAfter(attempt, asked: null), clock.Provider, cancellationToken);
            }
        }
    }

    private async Task<T> ReadAsync<T>(
        HttpResponseMessage response,
        Func<Stream, T> read,
        CancellationToken cancellationToken
    )
    {
        using var idle = new IdleTimer(idleTimeout, clock.Provider, cancellationToken);
        try
        {
            return await AnswerReader.ReadDocumentAsync(response, read, idle.Token);
        }
        catch (Exception e) when (Connections.HasFailed(e, idle, cancellationToken))
        {
            throw new OssConnectionException($"The answer broke off: {Connections.Reason(e, idle)}", e);
        }
    }

    /// <summary>203 is the service's word for an upload whose callback failed, with an error document as its body.</summary>
    private static bool IsSuccess(HttpStatusCode status) =>
        (int)status is >= 200 and < 300 && status != HttpStatusCode.NonAuthoritativeInformation;

    private static bool CanRepeat(OssRequest request) => request.Body is not { IsConsumed: true, CanRewind: false };

    /// <summary>The request was refused for its time alone, so it may be made once more whatever it does, if its body is still there.</summary>
    private bool TryCorrectClock(OssRequest request, Answer answer)
    {
        if (answer.Error?.Code != TooSkewed || answer.ServerTime is not { } serverTime)
        {
            return false;
        }
        clock.Correct(serverTime);
        return CanRepeat(request)
            ? true
            : throw answer.ToException(
                "The clock is corrected now, but the body cannot be rewound: make the request again."
            );
    }

    private async Task<Answer> TryAsync(OssRequest request, CancellationToken cancellationToken)
    {
        var key = await credentials.GetAsync(cancellationToken);
        request.Body?.TryRewind();
        using var idle = new IdleTimer(idleTimeout, clock.Provider, cancellationToken);
        using var message = ToMessage(request, signer.Authorize(request, key, clock.Now), idle);
        try
        {
            var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, idle.Token);
            if (IsSuccess(response.StatusCode))
            {
                return new Answer(response, error: null);
            }
            using (response)
            {
                idle.Restart();
                return new Answer(response, await AnswerReader.ReadErrorAsync(response, idle.Token));
            }
        }
        catch (Exception) when (request.Body?.SourceFailure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
            throw;
        }
        catch (Exception e) when (Connections.HasFailed(e, idle, cancellationToken))
        {
            return new Answer(
                new OssConnectionException(
                    $"No answer from {message.RequestUri?.Authority}: {Connections.Reason(e, idle)}",
                    e
                )
            );
        }
    }

    private HttpRequestMessage ToMessage(
        OssRequest request,
        IReadOnlyList<KeyValuePair<string, string>> headers,
        IdleTimer idle
    )
    {
        var url = request.IsAdministrative
            ? endpoint.UrlOfService($"{request.Bucket}/{request.Key}", request.Query)
            : endpoint.UrlOf(request.Bucket, request.Key, request.Query);
        var message = new HttpRequestMessage(request.Method, Endpoint.ToUri(url));
        if (request.Body is { } body)
        {
            message.Content = new UploadContent(body, idle);
            message.Headers.ExpectContinue = !body.CanRewind || body.Length is null or >= ExpectContinueBytes;
        }
        else if (request.Method == HttpMethod.Put || request.Method == HttpMethod.Post)
        {
            message.Content = new ByteArrayContent([]);
        }
        foreach (var (name, value) in headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content ??= new ByteArrayContent([]);
                message.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }
        return message;
    }
}
