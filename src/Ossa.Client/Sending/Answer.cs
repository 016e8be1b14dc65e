using Ossa.Protocol.Documents;
using Ossa.Protocol.Headers;
using Ossa.Protocol.Signing;

namespace Ossa.Client.Sending;

/// <summary>How one attempt ended: with success, with an error that the server explains, or without any answer.</summary>
internal sealed class Answer : IDisposable
{
    private readonly OssConnectionException? _failure;
    private HttpResponseMessage? _response;

    /// <param name="response">What the server answered.</param>
    /// <param name="error">What it says is wrong, or null for success.</param>
    public Answer(HttpResponseMessage response, ErrorDocument? error)
    {
        _response = response;
        Error = error;
    }

    /// <param name="failure">Why there is no answer.</param>
    public Answer(OssConnectionException failure) => _failure = failure;

    public ErrorDocument? Error { get; }

    public bool IsTransient => _response is null || RetryPolicy.IsTransient(_response.StatusCode);

    /// <summary>The server's time as the error states it, else as the answer's Date does.</summary>
    public DateTimeOffset? ServerTime =>
        SigningTime.TryParse(Error?.Detail("ServerTime"), out var time)
        || SigningTime.TryParse(_response?.FindHeader(OssHeaders.Date), out time)
            ? time
            : null;

    /// <summary>The response of a success, which is the caller's from now on; null for the rest.</summary>
    public HttpResponseMessage? TakeSuccess()
    {
        if (Error is not null)
        {
            return null;
        }
        var response = _response;
        _response = null;
        return response;
    }

    /// <summary>How long the server asks us to wait, if it does.</summary>
    public TimeSpan? RetryAfter(DateTimeOffset now) =>
        _response?.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - now : null;

    public OssClientException ToException(string? note = null) =>
        _response is null ? _failure! : new OssServiceException(_response.StatusCode, Error!, note);

    public void Dispose() => _response?.Dispose();
}
