using System.Text.Json;
using Ossa.Protocol.Signing;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Rpc;

/// <summary>A test with a user alice, who may assume the role reader, which may read all objects.</summary>
public abstract class RpcTest : ServerTest
{
    private int _nonce;

    protected AccessKey Alice { get; private set; } = null!;

    protected string Account => Server.Engine.AccountId;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await PutAsync("a/k", Utf8("text"));
        Alice = await MakeUserAsync("alice");
        await AdminAsync(
            "POST",
            "roles",
            ("name", "reader"),
            ("document", Trust("user/alice")),
            ("description", "-"),
            ("max-session", "3600")
        );
        await AdminAsync("PUT", "roles/policies", ("role", "reader"), ("policy", "AliyunOSSReadOnlyAccess"));
        await AllowAsync("alice", "sts:AssumeRole", "acs:ram::*:role/reader");
    }

    protected string Trust(string principal) =>
        $$"""{"Version": "1", "Statement": [{"Effect": "Allow", "Principal": {"RAM": "acs:ram::{{Account}}:{{principal}}"}, "Action": "sts:AssumeRole"}]}""";

    protected async Task<AccessKey> MakeUserAsync(string name)
    {
        await AdminAsync("POST", "users", ("name", name));
        var key = JsonDocument.Parse((await AdminAsync("POST", "keys", ("user", name))).Text).RootElement;
        return new AccessKey(
            key.GetProperty("key").GetProperty("id").GetString()!,
            key.GetProperty("secret").GetString()!
        );
    }

    /// <summary>Gives a user a policy, which is called by the user and the action.</summary>
    protected async Task AllowAsync(string user, string action, string resource = "*")
    {
        var name = $"{user}-{action}".Replace(':', '-').Replace("*", "all", StringComparison.Ordinal);
        var policy =
            $$"""{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "{{action}}", "Resource": "{{resource}}"}]}""";
        await AdminAsync("POST", "policies", ("name", name), ("document", policy));
        await AdminAsync("PUT", "users/policies", ("user", user), ("policy", name));
    }

    protected KeyValuePair<string, string>[] AssumeParameters() =>
        [
            new("Action", "AssumeRole"),
            new("Version", "2015-04-01"),
            new("Format", "JSON"),
            new("RoleArn", $"acs:ram::{Account}:role/reader"),
            new("RoleSessionName", "build"),
        ];

    protected async Task<AccessKey> AssumeAsync(params (string Name, string Value)[] more)
    {
        var answer = await RpcAsync(Alice, [.. AssumeParameters(), .. more.Select(p => H(p.Name, p.Value))]);
        Assert.Equal(200, answer.Status);
        var credentials = JsonDocument.Parse(answer.Text).RootElement.GetProperty("Credentials");
        return new AccessKey(
            credentials.GetProperty("AccessKeyId").GetString()!,
            credentials.GetProperty("AccessKeySecret").GetString()!,
            credentials.GetProperty("SecurityToken").GetString()
        );
    }

    protected Task<WireResponse> RpcAsync(AccessKey key, KeyValuePair<string, string>[] parameters) =>
        Server.SendRawAsync("GET", "/?" + Sign("GET", key, parameters));

    protected string Sign(string method, AccessKey key, KeyValuePair<string, string>[] parameters)
    {
        List<KeyValuePair<string, string>> all =
        [
            .. parameters,
            new("AccessKeyId", key.Id),
            new("SignatureMethod", "HMAC-SHA1"),
            new("SignatureVersion", "1.0"),
            new("SignatureNonce", $"nonce-{_nonce++}"),
            new("Timestamp", $"{Server.Time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}"),
        ];
        if (key.SecurityToken is { } token)
        {
            all.Add(new("SecurityToken", token));
        }

        all.Add(new("Signature", RpcSignature.Sign(key.Secret, method, all)));
        return UriEncoding.EncodeQuery(all);
    }

    protected async Task<WireResponse> AdminAsync(
        string method,
        string path,
        params (string Name, string Value)[] query
    )
    {
        var answer = await Server.SendAsync(
            method,
            "-",
            "admin/v1/" + path,
            query: [.. query.Select(p => H(p.Name, p.Value))]
        );
        Assert.InRange(answer.Status, 200, 204);
        return answer;
    }

    protected static void AssertCode(WireResponse answer, int status, string code)
    {
        Assert.Equal(status, answer.Status);
        Assert.Equal(code, JsonDocument.Parse(answer.Text).RootElement.GetProperty("Code").GetString());
    }
}
