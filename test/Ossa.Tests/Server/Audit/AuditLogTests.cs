using System.Text.Json;
using Ossa.Protocol.Signing;
using Ossa.Server.Audit;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Audit;

/// <summary>What the audit log tells of requests, read over the wire.</summary>
public sealed class AuditLogTests : ServerTest
{
    [Fact]
    public async Task What_the_owner_does_is_told_with_its_reason()
    {
        await PutAsync("a b/ü", [1, 2, 3]);
        var got = await Server.SendAsync("GET", Bucket, "a b/ü", headers: [H("User-Agent", "curl/8")]);
        var entry = await FindAsync(entry => entry.RequestId == got["x-oss-request-id"]);
        Assert.Equal(("GetObject", Bucket, "a b/ü", 200), (entry.Operation, entry.Bucket, entry.Key, entry.Status));
        Assert.Equal((true, "owner"), (entry.Decision!.Allowed, entry.Decision.Reason));
        Assert.Equal(
            (TestServer.Key.Id, Server.Engine.AccountId, null, "127.0.0.1", "curl/8", 3L),
            (entry.AccessKeyId, entry.Account, entry.User, entry.Address, entry.UserAgent, entry.SentBytes)
        );
        Assert.Null(entry.Signature);
    }

    [Fact]
    public async Task A_refusal_is_told_with_its_reason_and_codes()
    {
        await PutAsync("k", [1]);
        var got = await Server.SendRawAsync("GET", $"/{Bucket}/k");
        var entry = await FindAsync(entry => entry.RequestId == got["x-oss-request-id"]);
        Assert.Equal((false, "bucket ACL private"), (entry.Decision!.Allowed, entry.Decision.Reason));
        Assert.Equal((403, "AccessDenied", got["x-oss-ec"]), (entry.Status, entry.Code, entry.Ec));
        Assert.Null(entry.Account);
    }

    [Fact]
    public async Task The_statement_that_decides_is_named()
    {
        await PutAsync("k", [1]);
        var alice = await MakeUserAsync();
        Assert.Equal("no policy allows it", (await AskAsync(alice)).Reason);
        await AdminAsync("POST", "policies", H("name", "read"), H("document", Policy("Allow")));
        await AdminAsync("PUT", "users/policies", H("user", "alice"), H("policy", "read"));
        Assert.Equal("allowed by statement 1 of policy read", (await AskAsync(alice)).Reason);
        await AdminAsync("POST", "policies", H("name", "no"), H("document", Policy("Deny")));
        await AdminAsync("PUT", "users/policies", H("user", "alice"), H("policy", "no"));
        Assert.Equal("denied by statement 1 of policy no", (await AskAsync(alice)).Reason);
        var entry = await FindAsync(entry => entry is { User: "alice", Status: 403 });
        Assert.Equal(alice.Id, entry.AccessKeyId);
    }

    [Fact]
    public async Task Each_use_of_a_signed_url_is_found_by_its_fingerprint_and_the_signature_stands_nowhere()
    {
        await PutAsync("k", [1]);
        var v4 = Server.Presign("GET", Bucket, "k");
        var v1 = Server.PresignV1("GET", Bucket, "k");
        foreach (var url in (string[])[v4, v1])
        {
            var got = await Server.SendRawAsync("GET", url);
            var entry = await FindAsync(entry => entry.RequestId == got["x-oss-request-id"]);
            Assert.Equal(SignatureFingerprint.OfUrl(url), entry.Signature);
            Assert.Equal(
                Server.Time.GetUtcNow().AddSeconds(600).ToUnixTimeSeconds(),
                entry.Expires!.Value.ToUnixTimeSeconds()
            );
            var lines = (await AdminAsync("GET", "audit", H("signature", entry.Signature!))).Text;
            Assert.Single(lines.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            var signature = url.Split('&', '?').Single(part => part.Contains("ignature=", StringComparison.Ordinal));
            var value = Uri.UnescapeDataString(signature[(signature.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            var all = (await AdminAsync("GET", "audit")).Text;
            Assert.DoesNotContain(value, all, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Names_and_headers_cannot_forge_a_line()
    {
        var forged = "x\"}\tA";
        var got = await Server.SendRawAsync("GET", $"/{Bucket}/k%22%0A%7B%7D", [H("User-Agent", forged)]);
        var entry = await FindAsync(entry => entry.RequestId == got["x-oss-request-id"]);
        Assert.Equal(("k\"\n{}", forged), (entry.Key, entry.UserAgent));
    }

    [Fact]
    public async Task Administrative_requests_are_told_too_and_a_wrong_signature_names_nobody()
    {
        var made = await AdminAsync("POST", "users", H("name", "bob"));
        var entry = await FindAsync(entry => entry.RequestId == made["x-oss-request-id"]);
        Assert.Equal(("AdminCreateUser", "owner"), (entry.Operation, entry.Decision!.Reason));
        var forged = await Server.SendAsync("GET", Bucket, signer: TestServer.Key with { Secret = "another" });
        entry = await FindAsync(entry => entry.RequestId == forged["x-oss-request-id"]);
        Assert.Equal((403, "SignatureDoesNotMatch"), (entry.Status, entry.Code));
        Assert.Null(entry.AccessKeyId);
        Assert.Null(entry.Decision);
    }

    [Fact]
    public async Task A_wrong_status_or_time_is_refused()
    {
        Assert.Equal(400, (await AdminAsync("GET", "audit", H("status", "teapot"))).Status);
        Assert.Equal(400, (await AdminAsync("GET", "audit", H("since", "yesterday"))).Status);
    }

    /// <summary>An entry is made after its answer was sent, so it may take another look until it is there.</summary>
    private async Task<AuditEntry> FindAsync(Func<AuditEntry, bool> wanted)
    {
        while (true)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            var lines = (await AdminAsync("GET", "audit")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (lines.Select(line => AuditEntry.Read(line)!).FirstOrDefault(wanted) is { } entry)
            {
                return entry;
            }
        }
    }

    private async Task<AuditDecision> AskAsync(AccessKey signer)
    {
        var got = await Server.SendAsync("GET", Bucket, "k", signer: signer);
        return (await FindAsync(entry => entry.RequestId == got["x-oss-request-id"])).Decision!;
    }

    private async Task<AccessKey> MakeUserAsync()
    {
        await AdminAsync("POST", "users", H("name", "alice"));
        var made = JsonDocument.Parse((await AdminAsync("POST", "keys", H("user", "alice"))).Text).RootElement;
        return new AccessKey(
            made.GetProperty("key").GetProperty("id").GetString()!,
            made.GetProperty("secret").GetString()!
        );
    }

    private static string Policy(string effect) =>
        $$"""{"Version":"1","Statement":[{"Effect":"{{effect}}","Action":"oss:GetObject","Resource":"*"}]}""";

    private Task<WireResponse> AdminAsync(
        string method,
        string path,
        params IReadOnlyList<KeyValuePair<string, string>> query
    ) => Server.SendAsync(method, "-", "admin/v1/" + path, query);
}
