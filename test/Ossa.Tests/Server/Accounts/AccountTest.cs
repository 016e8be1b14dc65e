using System.Text.Json;
using Ossa.Protocol.Signing;
using Ossa.Tests.Server.Rpc;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Accounts;

/// <summary>A test with a second account beside the one that owns the bucket and has alice and the role reader.</summary>
public abstract class AccountTest : RpcTest
{
    protected const string Everything =
        """{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}""";

    /// <summary>The root key of the second account.</summary>
    protected AccessKey Other { get; private set; } = null!;

    protected string OtherId { get; private set; } = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        (Other, OtherId) = await MakeAccountAsync("other");
    }

    protected async Task<(AccessKey Root, string Id)> MakeAccountAsync(string name)
    {
        var made = JsonDocument.Parse((await AdminAsync("POST", "accounts", ("name", name))).Text).RootElement;
        var key = new AccessKey(made.GetProperty("keyId").GetString()!, made.GetProperty("secret").GetString()!);
        return (key, made.GetProperty("account").GetProperty("id").GetString()!);
    }

    /// <summary>Asks the admin API by a key, whatever comes of it.</summary>
    protected Task<WireResponse> AskAsync(
        AccessKey key,
        string method,
        string path,
        params (string Name, string Value)[] query
    ) => Server.SendAsync(method, "-", "admin/v1/" + path, [.. query.Select(p => H(p.Name, p.Value))], signer: key);

    protected async Task<WireResponse> DoAsync(
        AccessKey key,
        string method,
        string path,
        params (string Name, string Value)[] query
    )
    {
        var answer = await AskAsync(key, method, path, query);
        Assert.True(answer.Status is 200 or 204, $"{method} {path}: {answer.Text}");
        return answer;
    }

    /// <summary>Makes a user of the second account, who may do everything as far as that account goes.</summary>
    protected async Task<(AccessKey Key, string Id)> MakeOtherUserAsync(string name, string? policy = Everything)
    {
        var user = JsonDocument.Parse((await DoAsync(Other, "POST", "users", ("name", name))).Text).RootElement;
        var made = JsonDocument.Parse((await DoAsync(Other, "POST", "keys", ("user", name))).Text).RootElement;
        if (policy is not null)
        {
            await DoAsync(Other, "POST", "policies", ("name", "of-" + name), ("document", policy));
            await DoAsync(Other, "PUT", "users/policies", ("user", name), ("policy", "of-" + name));
        }

        var key = new AccessKey(
            made.GetProperty("key").GetProperty("id").GetString()!,
            made.GetProperty("secret").GetString()!
        );
        return (key, user.GetProperty("id").GetString()!);
    }

    /// <summary>Gives the bucket a policy with one statement that allows reading.</summary>
    protected async Task LetInAsync(string principal, string element = "Principal", string effect = "Allow")
    {
        var policy =
            $$"""{"Version": "1", "Statement": [{"Effect": "{{effect}}", "{{element}}": ["{{principal}}"], "Action": "oss:GetObject", "Resource": "acs:oss:*:*:test-bucket/*"}]}""";
        var answer = await Server.SendAsync("PUT", Bucket, null, [H("policy", "")], body: Utf8(policy));
        Assert.True(answer.Status == 200, answer.Text);
    }

    protected Task<WireResponse> ReadAsync(AccessKey key) => Server.SendAsync("GET", Bucket, "a/k", signer: key);

    /// <summary>Asks for a session of a role by its full name, whatever comes of it.</summary>
    protected Task<WireResponse> AskToAssumeAsync(AccessKey key, string role) =>
        RpcAsync(
            key,
            [.. AssumeParameters().Select(parameter => parameter.Key == "RoleArn" ? H("RoleArn", role) : parameter)]
        );

    protected async Task<AccessKey> AssumeAsync(AccessKey key, string role)
    {
        var answer = await AskToAssumeAsync(key, role);
        Assert.True(answer.Status == 200, answer.Text);
        var credentials = JsonDocument.Parse(answer.Text).RootElement.GetProperty("Credentials");
        return new AccessKey(
            credentials.GetProperty("AccessKeyId").GetString()!,
            credentials.GetProperty("AccessKeySecret").GetString()!,
            credentials.GetProperty("SecurityToken").GetString()
        );
    }
}
