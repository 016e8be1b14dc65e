using System.Runtime.CompilerServices;
using System.Text.Json;
using Ossa.Client.Bodies;
using Ossa.Client.Links;
using Ossa.Client.Sending;

namespace Ossa.Client;

public sealed partial class OssClient
{
    /// <summary>Who used a link, when, for which file and with what outcome, the oldest first, as far as the server's audit log goes back.</summary>
    /// <param name="id">The link.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OssServiceException">There is no such link, or the server keeps no audit log.</exception>
    /// <exception cref="OssConnectionException">The answer broke off; what came until then was handed out.</exception>
    public async IAsyncEnumerable<LinkLogEntry> ReadLinkLogAsync(
        string id,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var request = OssRequest.Administrative(HttpMethod.Get, "link/log").Parameter(Id, id);
        using var response = await _sender.SendAsync(request, cancellationToken);
        await using var body = new DownloadStream(
            response,
            await OpenAsync(response, cancellationToken),
            length: null,
            expectedChecksum: null,
            _options.IdleTimeout,
            _options.Clock
        );
        using var lines = new StreamReader(body);
        while (await ReadLineAsync(lines, cancellationToken) is { } line)
        {
            yield return ReadEntry(line);
        }
    }

    private static async Task<Stream> OpenAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadAsStreamAsync(cancellationToken);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw new OssConnectionException($"The answer broke off: {e.Message}", e);
        }
    }

    private static async Task<string?> ReadLineAsync(StreamReader lines, CancellationToken cancellationToken)
    {
        try
        {
            return await lines.ReadLineAsync(cancellationToken);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw new OssConnectionException($"The answer broke off: {e.Message}", e);
        }
    }

    private static LinkLogEntry ReadEntry(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, LinkJson.Default.LinkLogEntry)
                ?? throw new OssResponseException("The answer has a line that says nothing.");
        }
        catch (JsonException e)
        {
            throw new OssResponseException("The answer is no log of a link.", e);
        }
    }
}
