using System.Text;
using Ossa.Engine;
using Ossa.Protocol.Signing;
using Ossa.Storage.Checking;
using Ossa.Storage.InMemory;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server;

/// <summary>All that an object may say of itself fits into one row of the strictest store; more is refused before anything is stored.</summary>
public sealed class MetadataLimitTests : IAsyncLifetime
{
    private const string Bucket = "test-bucket";
    private const int ManyHeaders = 960;

    // Kept in UTF-8 this character of the wire would take two bytes.
    private const char Wide = '\u00E4';

    private TestServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync(
            storage: CheckingEngine.Over(InMemoryEngine.Create(), seed: 7, guardFailureRate: 0)
        );
        await _server.SendAsync("PUT", Bucket);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(ManyHeaders)]
    public async Task The_largest_metadata_tags_and_kept_headers_are_stored_together(int count)
    {
        KeyValuePair<string, string>[] headers = [.. User(count, 0), .. Kept(0)];
        Assert.Equal(200, (await PutAsync([.. headers, new("x-oss-tagging", Tags())])).Status);
        var head = await _server.SendAsync("HEAD", Bucket, "k");
        Assert.Equal(200, head.Status);
        Assert.All(headers, header => Assert.Equal(header.Value, head[header.Key]));
    }

    [Fact]
    public async Task Kept_headers_above_the_limit_are_refused()
    {
        var answer = await PutAsync([.. Kept(1)]);
        Assert.Equal((400, "InvalidArgument"), (answer.Status, answer.Code));
        Assert.Contains("must not exceed 4096 bytes", answer.Element("Message"), StringComparison.Ordinal);
        Assert.Equal(404, (await _server.SendAsync("HEAD", Bucket, "k")).Status);
    }

    [Fact]
    public async Task User_metadata_above_the_limit_is_refused()
    {
        var answer = await PutAsync([.. User(3, 1)]);
        Assert.Equal((400, "InvalidArgument", "0011-00000002"), (answer.Status, answer.Code, answer.Ec));
        Assert.Equal(404, (await _server.SendAsync("HEAD", Bucket, "k")).Status);
    }

    /// <summary>As many tags as there may be, each as long as it may be.</summary>
    private static string Tags() =>
        string.Join(
            '&',
            Enumerable
                .Range(0, Limits.MaxTags)
                .Select(i =>
                    $"{new string('k', Limits.MaxTagKeyCharacters - 1)}{i}={new string('v', Limits.MaxTagValueCharacters)}"
                )
        );

    /// <summary>User metadata of exactly the limit, and so many bytes more, in so many headers.</summary>
    private static IEnumerable<KeyValuePair<string, string>> User(int count, int more)
    {
        var names = Enumerable.Range(0, count).Select(i => $"m{i:D3}").ToArray();
        var left = Limits.MaxUserMetadataBytes + more - names.Sum(name => name.Length);
        for (var i = 0; i < count; i++)
        {
            var length = left / (count - i);
            left -= length;
            yield return new("x-oss-meta-" + names[i], new string(Wide, length));
        }
    }

    /// <summary>Kept headers of exactly the limit, and so many bytes more.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Kept(int more)
    {
        KeyValuePair<string, string>[] small =
        [
            new("Content-Type", "text/plain"),
            new("Cache-Control", "no-cache"),
            new("Content-Language", "de"),
            new("Expires", "0"),
        ];
        const string large = "Content-Disposition";
        var left = Limits.MaxKeptHeaderBytes + more - small.Sum(header => header.Key.Length + header.Value.Length);
        return [.. small, new(large, new string(Wide, left - large.Length))];
    }

    private Task<WireResponse> PutAsync(KeyValuePair<string, string>[] headers)
    {
        var request = new SignableRequest("PUT", Bucket, "k", [], headers) { HeaderEncoding = Encoding.Latin1 };
        var added = SignatureV4.Authorize(
            TestServer.Key,
            TestServer.Region,
            CredentialScope.OssProduct,
            _server.Time.GetUtcNow(),
            request
        );
        return _server.SendRawAsync("PUT", TestServer.Target(Bucket, "k", []), [.. headers, .. added], [1]);
    }
}
