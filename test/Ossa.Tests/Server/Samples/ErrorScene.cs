using System.Security.Cryptography;
using System.Text;
using Ossa.Protocol.Signing;
using Ossa.Tests.Server.Road;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Samples;

/// <summary>
/// What there is when the documented errors happen: no request that is refused changes anything, so all of them share it. Also what there is
/// before the documented answers.
/// </summary>
public sealed class ErrorScene : IAsyncLifetime
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal)
    {
        ["{8 KiB}"] = new string('x', 8 * 1024 + 1),
        ["{1001 objects}"] = string.Concat(Enumerable.Repeat("<Object><Key>k</Key></Object>", 1001)),
    };

    private TestServer _server = null!;

    /// <summary>Keeps what the server logs, where that matters.</summary>
    internal RecordedLog? Log { get; init; }

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync(options => options with { TrustedDomains = ["trusted.test"] }, log: Log);

        await StepAsync("PUT", "/plain");
        await StepAsync("PUT", "/plain/object", body: "abc");
        await StepAsync("POST", "/plain/appendable?append&position=0", body: "abc");
        await StepAsync("PUT", "/plain/link?symlink", "x-oss-symlink-target: object", "");
        await StepAsync("PUT", "/plain/link-to-link?symlink", "x-oss-symlink-target: link", "");
        await StepAsync("PUT", "/plain/dangling?symlink", "x-oss-symlink-target: nothing", "");
        await StepAsync("PUT", "/plain/archived", "x-oss-storage-class: Archive", "abc");
        await StepAsync("PUT", "/plain/cold", "x-oss-storage-class: ColdArchive", "abc");
        await StepAsync("PUT", "/plain/thawing", "x-oss-storage-class: Archive", "abc");
        await StepAsync("POST", "/plain/thawing?restore", body: "");

        _names["{upload}"] = (await StepAsync("POST", "/plain/upload?uploads", body: "")).Element("UploadId")!;
        await StepAsync("PUT", "/plain/upload?partNumber=1&uploadId={upload}", body: "abc");
        await StepAsync("PUT", "/plain/upload?partNumber=2&uploadId={upload}", body: "abc");

        await StepAsync("PUT", "/versioned");
        await StepAsync(
            "PUT",
            "/versioned?versioning",
            body: "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"
        );
        _names["{version}"] = (await StepAsync("PUT", "/versioned/object", body: "abc"))["x-oss-version-id"]!;
        _names["{marker}"] = (await StepAsync("DELETE", "/versioned/object"))["x-oss-version-id"]!;

        await StepAsync("PUT", "/crossed");
        await StepAsync(
            "PUT",
            "/crossed?cors",
            body: "<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>"
        );

        await StepAsync("PUT", "/blocked");
        await StepAsync(
            "PUT",
            "/blocked?publicAccessBlock",
            body: "<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess></PublicAccessBlockConfiguration>"
        );
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>Sends a request in path style, with what stands in braces filled in.</summary>
    internal Task<WireResponse> SendAsync(DocumentedRequest request)
    {
        var content = request.Body is null ? null : Encoding.UTF8.GetBytes(Fill(request.Body));
        KeyValuePair<string, string>[] stated =
        [
            .. request
                .Headers.Split(" | ", StringSplitOptions.RemoveEmptyEntries)
                .Select(header => Header(Fill(header), content ?? [])),
        ];
        var target = Fill(request.Target);
        return _server.SendRawAsync(
            request.Method,
            target,
            [.. stated, .. request.ByOwner ? Signature(request.Method, target, stated) : []],
            content
        );
    }

    /// <summary>Lets time go by.</summary>
    public void Wait(TimeSpan time) => _server.Time.Advance(time);

    /// <summary>Fills in for a name in braces this value from now on.</summary>
    public void Name(string name, string value) => _names[name] = value;

    private async Task<WireResponse> StepAsync(string method, string target, string headers = "", string? body = null)
    {
        var answer = await SendAsync(new(ByOwner: true, method, target, headers, body));
        Assert.True(answer.Status < 300, $"{method} {target} makes no scene: {answer.Text}");
        return answer;
    }

    private string Fill(string text) =>
        _names.Aggregate(text, (filled, name) => filled.Replace(name.Key, name.Value, StringComparison.Ordinal));

    private static KeyValuePair<string, string> Header(string text, byte[] content)
    {
        var parts = text.Split(':', 2);
        var value = parts[1].Trim();
        return new(parts[0], value == "{md5}" ? Convert.ToBase64String(MD5.HashData(content)) : value);
    }

    private IEnumerable<KeyValuePair<string, string>> Signature(
        string method,
        string target,
        IReadOnlyList<KeyValuePair<string, string>> headers
    )
    {
        var parts = target.Split('?', 2);
        var path = parts[0].TrimStart('/').Split('/', 2);
        Assert.True(UriEncoding.TryDecode(path.ElementAtOrDefault(1) ?? "", plusIsSpace: true, out var key));
        Assert.True(UriEncoding.TryDecodeQuery(parts.ElementAtOrDefault(1) ?? "", plusIsSpace: true, out var query));
        return SignatureV4.Authorize(
            TestServer.Key,
            TestServer.Region,
            CredentialScope.OssProduct,
            _server.Time.GetUtcNow(),
            new SignableRequest(
                method,
                path[0].Length == 0 ? null : path[0],
                key.Length == 0 ? null : key,
                query,
                headers
            )
        );
    }
}
