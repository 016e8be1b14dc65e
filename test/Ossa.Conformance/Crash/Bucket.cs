using System.Net;
using Ossa.Client;
using Ossa.Client.Credentials;
using Ossa.Conformance.Hosting;
using Ossa.Protocol.Documents;

namespace Ossa.Conformance.Crash;

/// <summary>One bucket of one running server, used through signed URLs.</summary>
internal sealed class Bucket(OssaProcess server) : IDisposable
{
    private const string Name = "crash-bucket";

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly OssClient _client = new(
        new OssClientOptions
        {
            Endpoint = server.Endpoint.GetLeftPart(UriPartial.Authority),
            Credentials = new StaticCredentialsProvider(server.Key),
            // A request that is sent again after the server's death would hide what that did to the first one.
            MaxAttempts = 1,
        }
    );

    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Put, null, null, cancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    public async Task PutAsync(string key, Content content, CancellationToken cancellationToken)
    {
        var body = new ReadOnlyMemoryContent(content.Bytes);
        using var answer = await SendAsync(HttpMethod.Put, key, body, cancellationToken);
        await RequireSuccessAsync(answer);
        Assert.Equal(content.ETag, answer.Headers.ETag?.Tag);
    }

    public Task<HttpResponseMessage> GetAsync(string key, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, key, null, cancellationToken);

    public async Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Delete, key, null, cancellationToken);
        await RequireSuccessAsync(answer);
    }

    public Task AppendAsync(string key, long position, Content more, CancellationToken cancellationToken) =>
        _client.AppendObjectAsync(Name, key, position, more.Bytes.ToArray(), cancellationToken: cancellationToken);

    public Task CopyAsync(string source, string key, CancellationToken cancellationToken) =>
        _client.CopyObjectAsync(Name, source, Name, key, cancellationToken: cancellationToken);

    public async Task<string> InitiateAsync(string key, CancellationToken cancellationToken) =>
        (await _client.InitiateMultipartUploadAsync(Name, key, cancellationToken: cancellationToken)).UploadId;

    public Task PutPartAsync(TrackedUpload upload, int number, Content part, CancellationToken cancellationToken) =>
        _client.UploadPartAsync(
            Name,
            upload.Key,
            upload.Id,
            number,
            part.Bytes.ToArray(),
            cancellationToken: cancellationToken
        );

    public Task CompleteAsync(TrackedUpload upload, CancellationToken cancellationToken) =>
        _client.CompleteMultipartUploadAsync(
            Name,
            upload.Key,
            upload.Id,
            [.. upload.Parts.Select(part => new UploadedPart(part.Key, part.Value.ETag!))],
            cancellationToken: cancellationToken
        );

    /// <summary>The entity tags of an upload's parts by number, or null when there is no such upload.</summary>
    public async Task<IReadOnlyDictionary<int, string>?> ListPartsAsync(
        TrackedUpload upload,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var page = await _client.ListPartsPageAsync(
                Name,
                upload.Key,
                upload.Id,
                cancellationToken: cancellationToken
            );
            return page.Parts.ToDictionary(part => part.PartNumber, part => part.ETag);
        }
        catch (OssServiceException refused) when (refused.Code == "NoSuchUpload")
        {
            return null;
        }
    }

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

    public void Dispose()
    {
        _client.Dispose();
        _http.Dispose();
    }

    private static async Task RequireSuccessAsync(HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode)
        {
            Assert.Fail($"{answer}\n{await answer.Content.ReadAsStringAsync(CancellationToken.None)}");
        }
    }

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
