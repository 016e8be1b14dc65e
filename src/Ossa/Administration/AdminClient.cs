using System.Runtime.CompilerServices;
using Ossa.CommandLine;
using Ossa.Engine;
using Ossa.Engine.Encryption;
using Ossa.Hosting;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Signing;
using Ossa.Server.Administration;

namespace Ossa.Administration;

/// <summary>Has the server that holds a data directory do what only it can do.</summary>
internal sealed class AdminClient(RunningServer server, TimeProvider clock) : IDisposable
{
    private const int MaxErrorBytes = 64 * 1024;

    /// <summary>It goes to this machine, so through no proxy; and a backup takes as long as it takes.</summary>
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>The lines of a check, as they come; the last one tells the final figures.</summary>
    public async IAsyncEnumerable<string> CheckAsync(
        IReadOnlyList<KeyValuePair<string, string>> query,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var response = await PostAsync(AdminApi.Check, query, cancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            yield return line;
        }
    }

    /// <summary>Copies the store into a new directory.</summary>
    public async Task<EngineBackup> BackUpAsync(string directory, CancellationToken cancellationToken)
    {
        using var response = await PostAsync(AdminApi.Backup, [new(AdminApi.Directory, directory)], cancellationToken);
        return BackupAnswer.Read(await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    /// <summary>Changes the keyring, or only looks at it; gives what is in it then.</summary>
    public async Task<IReadOnlyList<KeyDescription>> ChangeKeyringAsync(
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
        using var response = await PostAsync(AdminApi.Keyring, query, cancellationToken);
        return KeyringAnswer.Read(await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> PostAsync(
        string operation,
        IReadOnlyList<KeyValuePair<string, string>> query,
        CancellationToken cancellationToken
    )
    {
        using var message = Sign(operation, query);
        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw new CommandException($"The server on {server.Address} does not answer: {e.Message}", e);
        }

        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw new CommandException(await ExplainAsync(response, cancellationToken));
        }
    }

    private HttpRequestMessage Sign(string operation, IReadOnlyList<KeyValuePair<string, string>> query)
    {
        // To a signature the first part of a path is a bucket, and the rest a key.
        var path = AdminApi.Root + operation;
        var request = path[1..].Split('/', 2) is [var bucket, var key]
            ? new SignableRequest("POST", bucket, key, query, [])
            : throw new System.Diagnostics.UnreachableException();
        var signed = SignatureV4.Authorize(
            server.Root,
            server.Region,
            CredentialScope.OssProduct,
            clock.GetUtcNow(),
            request
        );
        var url = new UriBuilder(new Uri(server.Address, path)) { Query = UriEncoding.EncodeQuery(query) };
        var message = new HttpRequestMessage(HttpMethod.Post, url.Uri);
        foreach (var (name, value) in signed)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    private async Task<string> ExplainAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(MaxErrorBytes, cancellationToken);
            var error = ErrorDocument.Read(await response.Content.ReadAsStreamAsync(cancellationToken));
            var details = error.Details.Select(detail => detail.Value).Prepend(error.Message);
            return $"The server on {server.Address} refused: {string.Join(' ', details.Select(Printable.Of))}";
        }
        catch (Exception e) when (e is HttpRequestException or IOException or DocumentFormatException)
        {
            return $"The server on {server.Address} answered {(int)response.StatusCode}, and is perhaps no Ossa: {e.Message}";
        }
    }
}
