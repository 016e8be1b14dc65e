using System.Net;
using Ossa.Conformance.Hosting;
using Ossa.Protocol.Documents;

namespace Ossa.Conformance.Crash;

/// <summary>One bucket of one running server, used through signed URLs.</summary>
internal sealed class Bucket(OssaProcess server) : IDisposable
{
    private const string Name = "crash-bucket";

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };

    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Put, null, null, cancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    public Task<HttpResponseMessage> PutAsync(string key, Content content, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, key, new ReadOnlyMemoryContent(content.Bytes), cancellationToken);

    public Task<HttpResponseMessage> GetAsync(string key, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, key, null, cancellationToken);

    public Task<HttpResponseMessage> DeleteAsync(string key, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, key, null, cancellationToken);

    public async Task<IReadOnlyDictionary<string, ObjectEntry>> ListAsync(CancellationToken cancellationToken)
    {
        KeyValuePair<string, string>[] query = [new("list-type", "2"), new("max-keys", "1000")];
        using var answer = await SendAsync(HttpMethod.Get, null, null, cancellationToken, query);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var page = ListBucketResultV2.Read(body);
        Assert.False(page.IsTruncated, "The test keeps fewer keys than one page holds.");
        return page.Contents.ToDictionary(entry => entry.Key);
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string? key,
        HttpContent? body,
        CancellationToken cancellationToken,
        params IReadOnlyList<KeyValuePair<string, string>> query
    )
    {
        using var request = new HttpRequestMessage(method, SignedUrl.Create(server, method, Name, key, query))
        {
            Content = body,
        };
        return await _http.SendAsync(request, cancellationToken);
    }
}
