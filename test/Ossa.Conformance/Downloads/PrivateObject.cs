using System.Security.Cryptography;
using Ossa.Conformance.Hosting;

namespace Ossa.Conformance.Downloads;

/// <summary>A private object of several megabytes in a bucket of its own.</summary>
public sealed class PrivateObject
{
    /// <summary>A key that is easily encoded wrongly: each of its characters has led some client astray.</summary>
    public const string AwkwardKey = "文件 a+b%20&c#.bin";

    // No round number, so that a client that loses or repeats a last piece is found out.
    private const int SizeBytes = 5 * 1024 * 1024 + 17;

    private static readonly HttpClient Http = new();

    private readonly OssaProcess _server;

    private PrivateObject(OssaProcess server, string key)
    {
        _server = server;
        Key = key;
    }

    public string Key { get; }

    public string Bucket { get; } = $"downloads-{RandomNumberGenerator.GetHexString(12, lowercase: true)}";

    public byte[] Content { get; } = RandomNumberGenerator.GetBytes(SizeBytes);

    /// <summary>What its owner gives away.</summary>
    public Uri Url => Sign(TimeProvider.System.GetUtcNow());

    /// <summary>A URL that held for a minute, an hour ago.</summary>
    public Uri ExpiredUrl => Sign(TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(1));

    /// <summary>A URL whose holder has tried to make it hold for longer.</summary>
    public Uri TamperedUrl =>
        new(Url.OriginalString.Replace("x-oss-expires=60", "x-oss-expires=6000", StringComparison.Ordinal));

    public static async Task<PrivateObject> StoreAsync(
        OssaProcess server,
        string key,
        CancellationToken cancellationToken
    )
    {
        var stored = new PrivateObject(server, key);
        await stored.PutAsync(null, [], cancellationToken);
        await stored.PutAsync(key, stored.Content, cancellationToken);
        return stored;
    }

    /// <summary>Lets pages of one origin read with GET.</summary>
    public Task AllowOriginAsync(string origin, CancellationToken cancellationToken)
    {
        var rules = $"""
            <CORSConfiguration>
              <CORSRule><AllowedOrigin>{origin}</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule>
            </CORSConfiguration>
            """;
        return PutAsync(
            null,
            System.Text.Encoding.UTF8.GetBytes(rules),
            cancellationToken,
            KeyValuePair.Create("cors", "")
        );
    }

    private async Task PutAsync(
        string? key,
        byte[] body,
        CancellationToken cancellationToken,
        params KeyValuePair<string, string>[] query
    )
    {
        var url = SignedUrl.Create(_server, HttpMethod.Put, Bucket, key, query);
        using var content = new ByteArrayContent(body);
        using var answer = await Http.PutAsync(url, content, cancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    private Uri Sign(DateTimeOffset signedAt) =>
        SignedUrl.Create(_server.Endpoint, _server.Key, HttpMethod.Get, Bucket, Key, signedAt, TimeSpan.FromMinutes(1));
}
