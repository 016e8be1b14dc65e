using System.Text.Json;
using Ossa.Protocol.Signing;
using Ossa.Server.Administration;
using Ossa.Server.Audit;
using Ossa.Storage.Local;
using Ossa.Tests.Server.Wire;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Server;

/// <summary>
/// A server whose store keeps the rows that it read in memory. Whatever decides about an answer is asked for until all of it comes from there,
/// then changed, and the very next request goes by the change.
/// </summary>
public sealed class HotRowTests : IAsyncLifetime
{
    private const string Bucket = "hot-bucket";
    private const string Key = "a/k";

    private readonly TemporaryDirectory _place = new();
    private TestServer _server = null!;
    private string _url = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync(
            storage: await LocalEngine.OpenAsync(new() { Directory = _place.Path }, Cancel)
        );
        await DoAsync("PUT");
        await DoAsync("PUT", Key, body: "old");
        _url = _server.Presign("GET", Bucket, Key);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _place.Dispose();
    }

    [Fact]
    public async Task A_hot_download_reads_no_rows()
    {
        await ExpectHotAsync(200, "old");
        var before = _server.Engine.Figures!;
        await ExpectAsync(200, "old");
        var after = _server.Engine.Figures!;
        Assert.Equal(before.UncachedReads, after.UncachedReads);
        Assert.Equal(before.CachedReads, after.CachedReads);
    }

    [Fact]
    public async Task An_overwritten_object_is_the_new_one()
    {
        foreach (var text in new[] { "new", "", new string('x', 40_000), new string('y', 100_000), "small again" })
        {
            await ExpectHotAsync(200);
            await DoAsync("PUT", Key, body: text);
            await ExpectAsync(200, text);
        }
    }

    [Fact]
    public async Task A_deleted_object_is_gone_and_one_that_comes_is_there()
    {
        await ExpectHotAsync(200);
        await DoAsync("DELETE", Key);
        await ExpectHotAsync(404);
        await DoAsync("PUT", Key, body: "again");
        await ExpectAsync(200, "again");
    }

    [Fact]
    public async Task The_list_of_an_object_holds_at_once()
    {
        var target = $"/{Bucket}/{Key}";
        await ExpectHotAsync(403, target: target);
        await DoAsync("PUT", Key, [new("acl", "")], [new("x-oss-object-acl", "public-read")]);
        await ExpectHotAsync(200, "old", target);
        await DoAsync("PUT", Key, [new("acl", "")], [new("x-oss-object-acl", "private")]);
        await ExpectAsync(403, target: target);
    }

    [Fact]
    public async Task The_list_of_a_bucket_and_the_block_of_public_access_hold_at_once()
    {
        var target = $"/{Bucket}/{Key}";
        await ExpectHotAsync(403, target: target);
        await DoAsync("PUT", null, [new("acl", "")], [new("x-oss-acl", "public-read")]);
        await ExpectHotAsync(200, "old", target);
        const string block =
            "<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess></PublicAccessBlockConfiguration>";
        await DoAsync("PUT", null, [new("publicAccessBlock", "")], body: block);
        await ExpectAsync(403, target: target);
    }

    [Fact]
    public async Task The_policy_of_a_bucket_holds_at_once()
    {
        await ExpectHotAsync(200);
        var policy = $$"""
            {"Version": "1", "Statement": [
                {"Effect": "Deny", "Principal": ["{{_server.Engine.AccountId}}"], "Action": "oss:GetObject", "Resource": "acs:oss:*:*:hot-bucket/a/*"}]}
            """;
        await DoAsync("PUT", null, [new("policy", "")], body: policy);
        await ExpectHotAsync(403);
        await DoAsync("DELETE", null, [new("policy", "")]);
        await ExpectAsync(200, "old");
    }

    [Fact]
    public async Task Settings_of_a_bucket_hold_at_once()
    {
        await ExpectHotAsync(200);
        const string referer = """
            <RefererConfiguration><AllowEmptyReferer>false</AllowEmptyReferer>
            <RefererList><Referer>https://example.com</Referer></RefererList></RefererConfiguration>
            """;
        await DoAsync("PUT", null, [new("referer", "")], body: referer);
        await ExpectHotAsync(403);
        const string anybody =
            "<RefererConfiguration><AllowEmptyReferer>true</AllowEmptyReferer><RefererList/></RefererConfiguration>";
        await DoAsync("PUT", null, [new("referer", "")], body: anybody);
        Assert.Null((await ExpectHotAsync(200))["x-oss-version-id"]);
        const string versions = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
        await DoAsync("PUT", null, [new("versioning", "")], body: versions);
        Assert.Equal("null", (await ExpectAsync(200, "old"))["x-oss-version-id"]);
        await DoAsync("PUT", Key, body: "version");
        await ExpectAsync(200, "version");
    }

    [Fact]
    public async Task A_bucket_that_is_made_again_knows_nothing_of_the_old_one()
    {
        await ExpectHotAsync(200);
        await DoAsync("DELETE", Key);
        await DoAsync("DELETE");
        await ExpectHotAsync(404);
        await DoAsync("PUT");
        await ExpectHotAsync(404);
        await DoAsync("PUT", Key, body: "another");
        await ExpectAsync(200, "another");
    }

    [Fact]
    public async Task A_key_and_a_policy_of_a_user_hold_at_once()
    {
        await AdminAsync("POST", "users", ("name", "alice"));
        var key = JsonDocument.Parse((await AdminAsync("POST", "keys", ("user", "alice"))).Text).RootElement;
        var alice = new AccessKey(
            key.GetProperty("key").GetProperty("id").GetString()!,
            key.GetProperty("secret").GetString()!
        );
        _url = _server.Presign("GET", Bucket, Key, signer: alice);
        await ExpectHotAsync(403);
        const string policy = """
            {"Version": "1", "Statement": [{"Effect": "Allow", "Action": "oss:GetObject", "Resource": "*"}]}
            """;
        await AdminAsync("POST", "policies", ("name", "read"), ("document", policy));
        await AdminAsync("PUT", "users/policies", ("user", "alice"), ("policy", "read"));
        await ExpectHotAsync(200);
        await AdminAsync("DELETE", "users/policies", ("user", "alice"), ("policy", "read"));
        await ExpectHotAsync(403);
        await AdminAsync("PUT", "users/policies", ("user", "alice"), ("policy", "read"));
        await ExpectHotAsync(200);
        await AdminAsync("DELETE", "keys/enabled", ("id", alice.Id));
        await ExpectHotAsync(403);
        await AdminAsync("PUT", "keys/enabled", ("id", alice.Id));
        await ExpectHotAsync(200);
        await AdminAsync("DELETE", "keys", ("id", alice.Id));
        await ExpectAsync(403);
    }

    [Fact]
    public async Task A_url_that_is_denied_and_a_link_that_is_revoked_are_refused_at_once()
    {
        await ExpectHotAsync(200);
        (string, string) signature = (AdminApi.Signature, SignatureFingerprint.OfUrl(_url)!);
        var until = SigningTime.ToIsoBasic(_server.Time.GetUtcNow().AddHours(1));
        await AdminAsync("PUT", AdminApi.Denials, signature, (AdminApi.Until, until));
        await ExpectHotAsync(403);
        await AdminAsync("DELETE", AdminApi.Denials, signature);
        await ExpectAsync(200);

        var made = await AdminAsync("POST", AdminApi.Links, ("bucket", Bucket), ("key", Key), ("validity", "1d"));
        var link = IdentityJson.Read<LinkAnswer>(made.Body);
        await ExpectHotAsync(200, "old", link.Url!.PathAndQuery);
        await AdminAsync("DELETE", AdminApi.Links, (AdminApi.Id, link.Link.Id));
        await ExpectAsync(403, target: link.Url.PathAndQuery);
    }

    private async Task DoAsync(
        string method,
        string? key = null,
        KeyValuePair<string, string>[]? query = null,
        KeyValuePair<string, string>[]? headers = null,
        string body = ""
    )
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(body);
        var answer = await _server.SendAsync(method, Bucket, key, query, headers, bytes);
        Assert.True(answer.Status is 200 or 204, $"{method} {key}: {answer.Status} {answer.Text}");
    }

    private async Task<WireResponse> AdminAsync(string method, string path, params (string Name, string Value)[] query)
    {
        var parameters = query.Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value)).ToArray();
        var answer = await _server.SendAsync(method, "-", "admin/v1/" + path, parameters);
        Assert.True(answer.Status is 200 or 204, $"{method} {path}: {answer.Status} {answer.Text}");
        return answer;
    }

    /// <summary>The answer, several times, so that what it needs was read before.</summary>
    private async Task<WireResponse> ExpectHotAsync(int status, string? text = null, string? target = null)
    {
        await ExpectAsync(status, text, target);
        await ExpectAsync(status, text, target);
        return await ExpectAsync(status, text, target);
    }

    private async Task<WireResponse> ExpectAsync(int status, string? text = null, string? target = null)
    {
        var answer = await _server.SendRawAsync("GET", target ?? _url);
        Assert.Equal(status, answer.Status);
        if (text is not null)
        {
            Assert.Equal(text, answer.Text);
        }

        return answer;
    }
}
