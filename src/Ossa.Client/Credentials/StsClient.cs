using System.Globalization;
using Ossa.Client.Addressing;
using Ossa.Client.Sending;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Signing;

namespace Ossa.Client.Credentials;

/// <summary>A client of STS, which gives out temporary credentials: at the address of an Ossa server, or the real service.</summary>
/// <remarks>What goes wrong is an <see cref="OssClientException"/>, as with <see cref="OssClient"/>.</remarks>
public sealed class StsClient : IDisposable
{
    private readonly OssClientOptions _options;
    private readonly Endpoint _endpoint;
    private readonly RetryPolicy _retries;
    private readonly HttpClient _http = Connections.Create();

    /// <summary>Makes a client with connections of its own.</summary>
    /// <param name="options">Where STS is, such as http://127.0.0.1:9000 or https://sts.aliyuncs.com, and who signs; the rest is for objects only.</param>
    /// <exception cref="ArgumentException">The endpoint is none.</exception>
    public StsClient(OssClientOptions options)
    {
        _options = options;
        _endpoint = Endpoint.Parse(options.Endpoint, AddressingStyle.Path);
        _retries = new RetryPolicy(options.MaxAttempts);
    }

    /// <summary>Begins a session of a role.</summary>
    /// <param name="role">Which role, and how.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OssServiceException">The caller may not, the role does not trust it, or there is none.</exception>
    public Task<AssumedRole> AssumeRoleAsync(AssumeRoleOptions role, CancellationToken cancellationToken = default) =>
        SendAsync(
            "AssumeRole",
            [
                new("RoleArn", role.RoleArn),
                new("RoleSessionName", role.SessionName),
                new("DurationSeconds", ((long)role.Duration.TotalSeconds).ToString(CultureInfo.InvariantCulture)),
                .. Optional("Policy", role.Policy),
                .. Optional("ExternalId", role.ExternalId),
            ],
            AssumedRole.Read,
            cancellationToken
        );

    /// <summary>Tells who signs, which nobody needs a permission for.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<CallerIdentity> GetCallerIdentityAsync(CancellationToken cancellationToken = default) =>
        SendAsync("GetCallerIdentity", [], CallerIdentity.Read, cancellationToken);

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _http.Dispose();

    /// <summary>Each attempt is signed anew: one whose answer was lost may have been taken, and no request is taken twice.</summary>
    private async Task<T> SendAsync<T>(
        string action,
        IReadOnlyList<KeyValuePair<string, string>> parameters,
        Func<Stream, T> read,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(action, parameters, read, cancellationToken);
            }
            catch (OssClientException e) when (attempt < _retries.MaxAttempts && IsTransient(e))
            {
                await Task.Delay(RetryPolicy.PauseAfter(attempt, asked: null), _options.Clock, cancellationToken);
            }
        }
    }

    private async Task<T> TryAsync<T>(
        string action,
        IReadOnlyList<KeyValuePair<string, string>> parameters,
        Func<Stream, T> read,
        CancellationToken cancellationToken
    )
    {
        var key =
            await _options.Credentials.GetAsync(cancellationToken)
            ?? throw new InvalidOperationException("A request to STS needs credentials.");
        using var idle = new IdleTimer(_options.IdleTimeout, _options.Clock, cancellationToken);
        // In the body, since URLs are written into logs.
        using var form = new FormUrlEncodedContent(Sign(key, action, parameters));
        using var message = new HttpRequestMessage(
            HttpMethod.Post,
            Endpoint.ToUri(_endpoint.UrlOf(bucket: null, key: null, []))
        )
        {
            Content = form,
        };
        try
        {
            using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, idle.Token);
            return response.IsSuccessStatusCode
                ? await AnswerReader.ReadDocumentAsync(response, read, idle.Token)
                : throw new OssServiceException(
                    response.StatusCode,
                    await AnswerReader.ReadErrorAsync(response, idle.Token)
                );
        }
        catch (Exception e) when (Connections.HasFailed(e, idle, cancellationToken))
        {
            throw new OssConnectionException(
                $"No answer from {message.RequestUri?.Authority}: {Connections.Reason(e, idle)}",
                e
            );
        }
    }

    private List<KeyValuePair<string, string>> Sign(
        AccessKey key,
        string action,
        IReadOnlyList<KeyValuePair<string, string>> parameters
    )
    {
        var now = _options.Clock.GetUtcNow().UtcDateTime;
        List<KeyValuePair<string, string>> all =
        [
            new("Action", action),
            new("Version", "2015-04-01"),
            new("Format", "XML"),
            .. parameters,
            new("AccessKeyId", key.Id),
            new("SignatureMethod", RpcSignature.HmacSha1),
            new("SignatureVersion", "1.0"),
            new("SignatureNonce", Guid.NewGuid().ToString()),
            new("Timestamp", now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
            .. Optional("SecurityToken", key.SecurityToken),
        ];
        all.Add(new(RpcSignature.Parameter, RpcSignature.Sign(key.Secret, "POST", all)));
        return all;
    }

    private static KeyValuePair<string, string>[] Optional(string name, string? value) =>
        value is null ? [] : [new(name, value)];

    private static bool IsTransient(OssClientException e) =>
        e is OssConnectionException || (e is OssServiceException refused && RetryPolicy.IsTransient(refused.Status));
}
