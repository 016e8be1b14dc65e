using System.Text.Json;
using Ossa.Protocol.Signing;
using Ossa.Tests.Server.Rpc;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Hostile;

/// <summary>Requests that were good and are sent again once the key that signed them was changed for another one.</summary>
public sealed class ReplayTests : RpcTest
{
    public static TheoryData<string> Ways => [.. SignedMessage.ObjectWays, .. SignedMessage.RpcWays];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_a_key_signed_is_refused_from_the_request_after_its_end_on(string way)
    {
        await AllowAsync("alice", "oss:*");
        var made = JsonDocument.Parse((await AdminAsync("POST", "keys", ("user", "alice"))).Text).RootElement;
        var next = new AccessKey(
            made.GetProperty("key").GetProperty("id").GetString()!,
            made.GetProperty("secret").GetString()!
        );
        SignedMessage[] signed = [Sign(way, Alice), Sign(way, Alice)];
        Assert.InRange((await SendAsync(signed[0])).Status, 200, 204);

        await AdminAsync("DELETE", "keys/enabled", ("id", Alice.Id));
        await AssertRefusedAsync(signed);
        // Whoever has the id has not the key.
        await AssertRefusedAsync([Sign(way, next with { Id = Alice.Id })]);
        await AdminAsync("DELETE", "keys", ("id", Alice.Id));
        await AssertRefusedAsync(signed);
        Assert.InRange((await SendAsync(Sign(way, next))).Status, 200, 204);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_a_session_signed_is_refused_from_the_request_after_the_end_of_its_role_on(string way)
    {
        await AdminAsync("PUT", "roles/policies", ("role", "reader"), ("policy", "AliyunOSSFullAccess"));
        var session = await AssumeAsync();
        SignedMessage[] signed = [Sign(way, session), Sign(way, session)];
        Assert.InRange((await SendAsync(signed[0])).Status, 200, 204);

        // As with the service, the key that assumed the role is not asked for any more.
        await AdminAsync("DELETE", "keys", ("id", Alice.Id));
        Assert.InRange((await SendAsync(Sign(way, session))).Status, 200, 204);

        await AdminAsync("DELETE", "roles/policies", ("role", "reader"), ("policy", "AliyunOSSFullAccess"));
        await AdminAsync("DELETE", "roles/policies", ("role", "reader"), ("policy", "AliyunOSSReadOnlyAccess"));
        await AdminAsync("DELETE", "roles", ("name", "reader"));
        await AssertRefusedAsync(signed, "InvalidSecurityToken");
        // A new role of the same name is another one.
        await AdminAsync(
            "POST",
            "roles",
            ("name", "reader"),
            ("document", Trust("root")),
            ("description", "-"),
            ("max-session", "3600")
        );
        await AdminAsync("PUT", "roles/policies", ("role", "reader"), ("policy", "AliyunOSSFullAccess"));
        await AssertRefusedAsync(signed, "InvalidSecurityToken");
    }

    private SignedMessage Sign(string way, AccessKey key) =>
        SignedMessage.Of(way, key, Server.Time.GetUtcNow(), Bucket, "a/k", Server.Host);

    private Task<WireResponse> SendAsync(SignedMessage signed) =>
        Server.SendRawAsync(signed.Method, signed.Target, signed.Headers, signed.Body);

    private async Task AssertRefusedAsync(SignedMessage[] signed, string code = "InvalidAccessKeyId")
    {
        foreach (var message in signed)
        {
            var answer = await SendAsync(message);
            Assert.InRange(answer.Status, 400, 404);
            Assert.StartsWith(code, CodeOf(answer), StringComparison.Ordinal);
        }
    }

    private static string? CodeOf(WireResponse answer) =>
        answer.Text.StartsWith('{')
            ? JsonDocument.Parse(answer.Text).RootElement.GetProperty("Code").GetString()
            : answer.Code;
}
