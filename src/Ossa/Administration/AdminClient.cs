using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Ossa.Certificates;
using Ossa.CommandLine;
using Ossa.Engine;
using Ossa.Engine.Encryption;
using Ossa.Hosting;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Signing;
using Ossa.Server.Administration;
using Ossa.Server.Explaining;

namespace Ossa.Administration;

/// <summary>Has a server do what only it can do, as its owner.</summary>
internal sealed class AdminClient(RunningServer server, TimeProvider clock) : IDisposable
{
    private const int MaxErrorBytes = 64 * 1024;

    /// <summary>The refusal of a request whose time is too far from the server's, which may be shifted.</summary>
    private const string TooSkewed = "RequestTimeTooSkewed";

    /// <summary>It goes to this machine, so through no proxy; and a backup takes as long as it takes.</summary>
    private readonly HttpClient _http = new(
        new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = server.Certificate is { } pinned
                    ? (_, seen, _, _) => PinnedCertificate.Is(pinned, seen)
                    : null,
            },
        }
    )
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>By how much the server's clock is ahead of ours, once it has said so.</summary>
    private TimeSpan _ahead;

    /// <summary>The lines of an answer that lasts, as they come; the last one tells the final figures.</summary>
    public async IAsyncEnumerable<string> LinesAsync(
        HttpMethod method,
        string operation,
        IReadOnlyList<KeyValuePair<string, string>> query,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var response = await SendAsync(method, operation, query, cancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            yield return line;
        }
    }

    /// <summary>Copies the store into a new directory.</summary>
    public async Task<EngineBackup> BackUpAsync(string directory, CancellationToken cancellationToken)
    {
        var query = new[] { KeyValuePair.Create(AdminApi.Directory, directory) };
        using var response = await SendAsync(HttpMethod.Post, AdminApi.Backup, query, cancellationToken);
        return BackupAnswer.Read(await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    /// <summary>Tells the server's clock, after it was shifted when a shift is given.</summary>
    public async Task<ClockAnswer> ClockAsync(string? shift, CancellationToken cancellationToken)
    {
        using var response = shift is null
            ? await SendAsync(HttpMethod.Get, AdminApi.Clock, [], cancellationToken)
            : await SendAsync(HttpMethod.Put, AdminApi.Clock, [new(AdminApi.Shift, shift)], cancellationToken);
        return ClockAnswer.Read(await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    /// <summary>Asks for something of users, groups, keys or policies.</summary>
    public async Task<T> AskAsync<T>(
        HttpMethod method,
        string operation,
        IReadOnlyList<KeyValuePair<string, string>> query,
        CancellationToken cancellationToken,
        IReadOnlyList<KeyValuePair<string, string>>? headers = null
    )
        where T : class
    {
        using var response = await SendAsync(method, operation, query, cancellationToken, headers: headers);
        return IdentityJson.Read<T>(await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    /// <summary>Asks what is wrong with a signed URL.</summary>
    public async Task<Explanation> ExplainAsync(ExplainRequest request, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(request, IdentityJson.Default.ExplainRequest);
        using var response = await SendAsync(HttpMethod.Post, AdminApi.Explain, [], cancellationToken, body);
        return IdentityJson.Read<Explanation>(await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    /// <summary>Asks for a document, and gives it as it is.</summary>
    public async Task<byte[]> ReadAsync(
        string operation,
        IReadOnlyList<KeyValuePair<string, string>> query,
        CancellationToken cancellationToken
    )
    {
        using var response = await SendAsync(HttpMethod.Get, operation, query, cancellationToken);
        return await response.Content.ReadAsByteArrayAsync(cancellationToken);
    }

    /// <summary>Sends a document along, whose hash is in the query.</summary>
    public async Task<T> SendAsync<T>(
        string operation,
        IReadOnlyList<KeyValuePair<string, string>> query,
        byte[] document,
        CancellationToken cancellationToken
    )
        where T : class
    {
        using var response = await SendAsync(HttpMethod.Post, operation, query, cancellationToken, document);
        return IdentityJson.Read<T>(await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    /// <summary>Has something done of which only the success is told.</summary>
    public async Task DoAsync(
        HttpMethod method,
        string operation,
        IReadOnlyList<KeyValuePair<string, string>> query,
        CancellationToken cancellationToken
    )
    {
        using var response = await SendAsync(method, operation, query, cancellationToken);
    }

    /// <summary>Changes the keyring, or only looks at it; gives what is in it then.</summary>
    public async Task<KeyringReport> ChangeKeyringAsync(
        string? change,
        string? name,
        CancellationToken cancellationToken
    )
    {
        KeyValuePair<string, string>[] query =
        [
            .. new[] { (AdminApi.Change, change), (AdminApi.Key, name) }
                .Where(parameter => parameter.Item2 is not null)
                .Select(parameter => KeyValuePair.Create(parameter.Item1, parameter.Item2!)),
        ];
        using var response = await SendAsync(HttpMethod.Post, AdminApi.Keyring, query, cancellationToken);
        return KeyringAnswer.Read(await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string operation,
        IReadOnlyList<KeyValuePair<string, string>> query,
        CancellationToken cancellationToken,
        byte[]? body = null,
        IReadOnlyList<KeyValuePair<string, string>>? headers = null
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            var response = await SendOnceAsync(method, operation, query, headers ?? [], body, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            {
                var error = await ReadErrorAsync(response, cancellationToken);
                if (attempt > 1 || !TryCorrectClock(error))
                {
                    throw Refused(error);
                }
            }
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(
        HttpMethod method,
        string operation,
        IReadOnlyList<KeyValuePair<string, string>> query,
        IReadOnlyList<KeyValuePair<string, string>> headers,
        byte[]? body,
        CancellationToken cancellationToken
    )
    {
        using var message = Sign(method, operation, query, headers);
        message.Content = body is null ? null : new ByteArrayContent(body);
        try
        {
            return await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw new CommandException($"The server on {server.Address} does not answer: {e.Message}", e);
        }
    }

    private HttpRequestMessage Sign(
        HttpMethod method,
        string operation,
        IReadOnlyList<KeyValuePair<string, string>> query,
        IReadOnlyList<KeyValuePair<string, string>> headers
    )
    {
        // To a signature the first part of a path is a bucket, and the rest a key.
        var path = AdminApi.Root + operation;
        var request = path[1..].Split('/', 2) is [var bucket, var key]
            ? new SignableRequest(method.Method, bucket, key, query, headers)
            : throw new System.Diagnostics.UnreachableException();
        var signed = SignatureV4.Authorize(
            server.Root,
            server.Region,
            CredentialScope.OssProduct,
            clock.GetUtcNow() + _ahead,
            request
        );
        var url = new UriBuilder(new Uri(server.Address, path)) { Query = UriEncoding.EncodeQuery(query) };
        var message = new HttpRequestMessage(method, url.Uri);
        foreach (var (name, value) in headers.Concat(signed))
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    private bool TryCorrectClock(ErrorDocument error)
    {
        if (error.Code != TooSkewed || !SigningTime.TryParse(error.Detail("ServerTime"), out var serverTime))
        {
            return false;
        }

        _ahead = serverTime - clock.GetUtcNow();
        return true;
    }

    private async Task<ErrorDocument> ReadErrorAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(MaxErrorBytes, cancellationToken);
            return ErrorDocument.Read(await response.Content.ReadAsStreamAsync(cancellationToken));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or DocumentFormatException)
        {
            throw new CommandException(
                $"The server on {server.Address} answered {(int)response.StatusCode}, and is perhaps no Ossa: {e.Message}",
                e
            );
        }
    }

    private RefusedException Refused(ErrorDocument error)
    {
        var details = error.Details.Select(detail => detail.Value).Prepend(error.Message);
        return new RefusedException(
            $"The server on {server.Address} refused: {string.Join(' ', details.Select(Printable.Of))}",
            error
        );
    }
}
