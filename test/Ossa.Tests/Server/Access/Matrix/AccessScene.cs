using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ossa.Protocol.Signing;
using Ossa.Server.Operations;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Access.Matrix;

/// <summary>A server with a bucket of every list, objects of every list in each, and a user of every kind.</summary>
internal sealed class AccessScene : IAsyncDisposable
{
    private const string Reading =
        """{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "oss:GetObject", "Resource": "*"}]}""";

    private readonly Dictionary<string, AccessKey> _keys = new() { [AccessCell.Root] = TestServer.Key };
    private readonly List<string> _userIds = [];
    private readonly TestServer _server;

    private AccessScene(TestServer server) => _server = server;

    /// <param name="victims">How many objects there are to be deleted, of each list in each bucket.</param>
    public static async Task<AccessScene> StartAsync(int victims)
    {
        var scene = new AccessScene(await TestServer.StartAsync());
        foreach (var list in AccessCell.BucketLists)
        {
            await scene.SetUpAsync("PUT", list, null, [], [new("x-oss-acl", list)]);
            foreach (var own in AccessCell.ObjectLists)
            {
                KeyValuePair<string, string>[] headers = own == "default" ? [] : [new("x-oss-object-acl", own)];
                foreach (var key in Enumerable.Range(0, victims).Select(i => Victim(own, i)).Prepend(own))
                {
                    await scene.SetUpAsync("PUT", list, key, [], headers, "x"u8.ToArray());
                }
            }
        }

        await scene.MakeUsersAsync();
        await scene.BeginSessionsAsync();
        await scene.MakeOtherAccountAsync();
        return scene;
    }

    public static string Victim(string list, int number) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{list}/{number}");

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>Gives all buckets a policy and a block of public access.</summary>
    public async Task SetAsync(string policy, string block)
    {
        foreach (var bucket in AccessCell.BucketLists)
        {
            await SetUpAsync("DELETE", bucket, null, [new("policy", "")], []);
            await SetUpAsync("DELETE", bucket, null, [new("publicAccessBlock", "")], []);
        }

        await SetUpAsync("DELETE", null, null, [new("publicAccessBlock", "")], []);
        // A policy that allows everybody cannot be set while that is blocked, and one that denies everybody binds root too.
        if (policy.StartsWith("allow", StringComparison.Ordinal))
        {
            await PutPolicyAsync(policy);
            await PutBlockAsync(block);
        }
        else
        {
            await PutBlockAsync(block);
            await PutPolicyAsync(policy);
        }
    }

    /// <summary>Sends what a cell asks of an object or of its bucket.</summary>
    public Task<WireResponse> SendAsync(
        AccessCell cell,
        Operation operation,
        string? key = null,
        params KeyValuePair<string, string>[] headers
    )
    {
        var route = operation.Route;
        List<KeyValuePair<string, string>> sent = [.. headers];
        var body = route.Method is "PUT" or "POST" ? "<x/>"u8.ToArray() : null;
        if (operation.NamesItsObjects)
        {
            body = Encoding.UTF8.GetBytes($"<Delete><Object><Key>{key ?? cell.Object}</Key></Object></Delete>");
            sent.Add(new("Content-MD5", Convert.ToBase64String(MD5.HashData(body))));
        }

        if (route.Header is { } header)
        {
            sent.Add(new(header, "/missing-bucket/k"));
        }

        var bucket = route.Level == Level.Service ? null : cell.Bucket;
        var name = route.Level == Level.Object ? key ?? cell.Object : null;
        var query = (route.SubResource?.Split('&') ?? []).Select(Parameter).ToArray();
        return _keys.TryGetValue(cell.Caller, out var signer)
            ? _server.SendAsync(route.Method, bucket, name, query, sent, body, signer)
            : _server.SendRawAsync(route.Method, TestServer.Target(bucket, name, query), sent, body);
    }

    private async Task MakeUsersAsync()
    {
        await AdminAsync("POST", "policies", ("name", "allow"), ("document", Policy("Allow", null)));
        await AdminAsync("POST", "policies", ("name", "deny"), ("document", Policy("Deny", null)));
        await AdminAsync("POST", "groups", ("name", "group"));
        await AdminAsync("PUT", "groups/policies", ("group", "group"), ("policy", "allow"));
        foreach (var name in (string[])["user", "allowed", "denied", "grouped"])
        {
            await AdminAsync("POST", "users", ("name", name));
            var made = (await AdminAsync("POST", "keys", ("user", name))).RootElement;
            var id = made.GetProperty("key").GetProperty("id").GetString()!;
            _keys[name] = new AccessKey(id, made.GetProperty("secret").GetString()!);
        }

        await AdminAsync("PUT", "users/policies", ("user", "allowed"), ("policy", "allow"));
        await AdminAsync("PUT", "users/policies", ("user", "denied"), ("policy", "allow"));
        await AdminAsync("PUT", "users/policies", ("user", "denied"), ("policy", "deny"));
        await AdminAsync("PUT", "groups/members", ("user", "grouped"), ("group", "group"));
        var users = (await AdminAsync("GET", "users")).RootElement.EnumerateArray();
        _userIds.AddRange(users.Select(user => user.GetProperty("id").GetString()!));
    }

    private async Task MakeOtherAccountAsync()
    {
        var stop = CancellationToken.None;
        var made = await _server.Engine.Accounts.CreateAsync(AccessCell.Other, "", stop);
        _keys[AccessCell.Other] = new AccessKey(made.KeyId, made.Secret);
        _userIds.Add(made.Account.Id);
        var identities = _server.Engine.IdentitiesOf(made.Account.Id);
        await identities.Policies.PutAsync("allow", Policy("Allow", null), stop);
        foreach (var name in (string[])[AccessCell.Visitor, AccessCell.Guest])
        {
            _userIds.Add((await identities.Users.CreateAsync(name, stop)).Id);
            var key = await identities.Keys.CreateAsync(name, stop);
            _keys[name] = new AccessKey(key.Key.Id, key.Secret);
        }

        await identities.Users.AttachAsync(AccessCell.Visitor, "allow", stop);
    }

    private async Task BeginSessionsAsync()
    {
        var trust =
            $$"""{"Version": "1", "Statement": [{"Effect": "Allow", "Principal": {"RAM": "acs:ram::{{_server.Engine.AccountId}}:root"}, "Action": "sts:AssumeRole"}]}""";
        await AdminAsync(
            "POST",
            "roles",
            ("name", "role"),
            ("document", trust),
            ("description", "-"),
            ("max-session", "3600")
        );
        await AdminAsync("PUT", "roles/policies", ("role", "role"), ("policy", "allow"));
        var identities = _server.Engine.Identities;
        var role = await identities.Roles.GetAsync("role", CancellationToken.None);
        var end = _server.Time.GetUtcNow().AddHours(1);
        foreach (var (caller, policy) in (ValueTuple<string, string>[])[("session", ""), (AccessCell.Bound, Reading)])
        {
            var begun = await identities.Sessions.BeginAsync(role, caller, end, policy, CancellationToken.None);
            _keys[caller] = new AccessKey(begun.Session.AccessKeyId, begun.Session.Secret, begun.Token);
        }
    }

    private async Task PutPolicyAsync(string policy)
    {
        if (policy == "none")
        {
            return;
        }

        var effect = policy.StartsWith("allow", StringComparison.Ordinal) ? "Allow" : "Deny";
        string[] principals = policy.EndsWith("-all", StringComparison.Ordinal) ? ["*"] : [.. _userIds];
        foreach (var bucket in AccessCell.BucketLists)
        {
            var json = Encoding.UTF8.GetBytes(Policy(effect, principals));
            await SetUpAsync("PUT", bucket, null, [new("policy", "")], [], json);
        }
    }

    private async Task PutBlockAsync(string block)
    {
        var xml =
            "<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess></PublicAccessBlockConfiguration>"u8.ToArray();
        IReadOnlyList<string?> buckets = block switch
        {
            "bucket" => [.. AccessCell.BucketLists],
            "account" => (string?[])[null],
            _ => [],
        };
        foreach (var bucket in buckets)
        {
            await SetUpAsync("PUT", bucket, null, [new("publicAccessBlock", "")], [], xml);
        }
    }

    private static string Policy(string effect, IReadOnlyList<string>? principals)
    {
        var statement = new Dictionary<string, object>
        {
            ["Effect"] = effect,
            ["Action"] = "oss:*",
            ["Resource"] = "*",
        };
        if (principals is not null)
        {
            statement["Principal"] = principals;
        }

        return JsonSerializer.Serialize(new { Version = "1", Statement = new[] { statement } });
    }

    private async Task SetUpAsync(
        string method,
        string? bucket,
        string? key,
        KeyValuePair<string, string>[] query,
        KeyValuePair<string, string>[] headers,
        byte[]? body = null
    )
    {
        var answer = await _server.SendAsync(method, bucket, key, query, headers, body);
        Assert.True(
            answer.Status is 200 or 204,
            $"{method} {bucket} {key} {query.FirstOrDefault().Key}: {answer.Text}"
        );
    }

    private async Task<JsonDocument> AdminAsync(string method, string path, params (string Name, string Value)[] query)
    {
        var parameters = query.Select(pair => new KeyValuePair<string, string>(pair.Name, pair.Value)).ToArray();
        var answer = await _server.SendAsync(method, "-", "admin/v1/" + path, parameters);
        Assert.InRange(answer.Status, 200, 204);
        return JsonDocument.Parse(answer.Body.Length == 0 ? "null" : answer.Text);
    }

    private static KeyValuePair<string, string> Parameter(string mark)
    {
        var parts = mark.Split('=', 2);
        return new(parts[0], parts.ElementAtOrDefault(1) ?? "");
    }
}
