using System.Text.Json;
using System.Text.Json.Nodes;
using Ossa.Protocol.Signing;
using Ossa.Tests.Server.Accounts;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Identity;

/// <summary>When a key was used last: by which requests, and for whose eyes.</summary>
public sealed class KeyUseTests : AccountTest
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await AdminAsync("PUT", "users/policies", ("user", "alice"), ("policy", "AliyunOSSFullAccess"));
        await AllowAsync("alice", "ram:*", "acs:ram:*:*:user/alice");
    }

    [Fact]
    public async Task A_key_that_signed_nothing_was_never_used()
    {
        Assert.Null(await LastUseAsync(Alice));
        var told = (await TellAsync(TestServer.Key, Alice.Id, "alice")).GetProperty("AccessKeyLastUsed");
        Assert.Equal(("N/A", "N/A"), (Text(told, "LastUsedDate"), Text(told, "ServiceName")));
    }

    [Fact]
    public async Task Every_way_to_sign_is_a_use_of_the_key()
    {
        await AssertUseAsync("Oss", () => Server.SendAsync("GET", Bucket, "a/k", signer: Alice));
        await AssertUseAsync("Oss", () => AskUrlAsync(Server.Presign("GET", Bucket, "a/k", signer: Alice)));
        await AssertUseAsync("Oss", () => AskUrlAsync(Server.PresignV1("GET", Bucket, "a/k", signer: Alice)));
        await AssertUseAsync("Oss", () => SendFormAsync(Alice));
        await AssertUseAsync("Ram", () => RpcAsync(Alice, Ram("ListAccessKeys")));
        await AssertUseAsync("Sts", () => RpcAsync(Alice, AssumeParameters()));
        await AssertUseAsync("Ossa", () => AskAsync(Alice, "GET", "openapi.json"));
    }

    [Fact]
    public async Task A_request_that_is_refused_for_what_it_asks_is_a_use_all_the_same()
    {
        await AssertUseAsync("Oss", () => Server.SendAsync("GET", Bucket, "missing", signer: Alice), 404);
        await AssertUseAsync("Ram", () => RpcAsync(Alice, Ram("ListUsers")), 403);
        await AssertUseAsync("Ossa", () => AskAsync(Alice, "GET", "users"), 403);
    }

    [Fact]
    public async Task A_signature_that_is_wrong_or_out_of_date_is_no_use()
    {
        var forger = Alice with { Secret = "wrong" };
        Assert.Equal(403, (await Server.SendAsync("GET", Bucket, "a/k", signer: forger)).Status);
        Assert.Equal(403, (await AskUrlAsync(Server.Presign("GET", Bucket, "a/k", signer: forger))).Status);
        Assert.Equal(403, (await SendFormAsync(forger)).Status);
        Assert.Equal(400, (await RpcAsync(forger, Ram("ListAccessKeys"))).Status);
        Assert.Equal(403, (await AskAsync(forger, "GET", "openapi.json")).Status);
        var old = Server.Presign("GET", Bucket, "a/k", signer: Alice, at: Server.Time.GetUtcNow().AddHours(-1));
        Assert.Equal(403, (await AskUrlAsync(old)).Status);
        Assert.Null(await LastUseAsync(Alice));
    }

    [Fact]
    public async Task A_url_that_is_only_explained_is_no_use()
    {
        var url = Server.Url + Server.Presign("GET", Bucket, "a/k", signer: Alice)[1..];
        var body = JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["url"] = url });
        var answer = await Server.SendAsync("POST", "-", "admin/v1/explain", body: body);
        Assert.True(answer.Status == 200, answer.Text);
        Assert.Contains("\"isAnswered\":true", answer.Text, StringComparison.Ordinal);
        Assert.Null(await LastUseAsync(Alice));
    }

    [Fact]
    public async Task Sessions_and_links_are_no_use_of_whoever_made_them()
    {
        var session = await AssumeAsync();
        var assumed = await LastUseAsync(Alice);
        var made = await AskAsync(Alice, "POST", "links", ("bucket", Bucket), ("key", "a/k"), ("validity", "1d"));
        var link = new Uri(JsonNode.Parse(made.Text)!["url"]!.GetValue<string>()).PathAndQuery;
        var linked = await LastUseAsync(Alice);
        Assert.NotEqual(assumed, linked);
        Server.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, (await Server.SendAsync("GET", Bucket, "a/k", signer: session)).Status);
        Assert.Equal(200, (await AskUrlAsync(link)).Status);
        Assert.Equal(linked, await LastUseAsync(Alice));
    }

    [Fact]
    public async Task The_last_use_of_a_key_is_told_in_its_account_and_to_nobody_else()
    {
        await Server.SendAsync("GET", Bucket, "a/k", signer: Alice);
        var own = (await TellAsync(Alice, Alice.Id, user: null)).GetProperty("AccessKeyLastUsed");
        Assert.Equal("Ram", Text(own, "ServiceName"));
        Assert.Equal($"{Server.Time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}", Text(own, "LastUsedDate"));

        var bob = await MakeUserAsync("bob");
        await AllowAsync("bob", "ram:*", "acs:ram:*:*:user/bob");
        AssertCode(await AskRamAsync(bob, Alice.Id, "alice"), 403, "NoPermission");
        AssertCode(await AskRamAsync(bob, Alice.Id, user: null), 404, "EntityNotExist.User.AccessKey");
        var (twin, _) = await MakeOtherUserAsync("alice");
        AssertCode(await AskRamAsync(Other, Alice.Id, "alice"), 404, "EntityNotExist.User.AccessKey");
        AssertCode(await AskRamAsync(twin, Alice.Id, "alice"), 404, "EntityNotExist.User.AccessKey");
        foreach (var id in (string[])[Alice.Id, TestServer.Key.Id])
        {
            AssertRefused(await AskAsync(Other, "GET", "key", ("id", id)), 404, "EntityNotExist.User.AccessKey", null);
        }

        Assert.Equal(403, (await AskAsync(Alice, "GET", "key", ("id", Alice.Id))).Status);
    }

    [Fact]
    public async Task Root_keys_are_told_too()
    {
        var mine = await KeyAsync(TestServer.Key, TestServer.Key.Id);
        Assert.Equal(JsonValueKind.Null, mine.GetProperty("user").ValueKind);
        Assert.Equal("Ossa", Text(mine.GetProperty("lastUse"), "service"));
        Assert.Equal(200, (await Server.SendAsync("GET", signer: Other)).Status);
        Assert.Equal("Oss", Text((await KeyAsync(TestServer.Key, Other.Id)).GetProperty("lastUse"), "service"));
        Assert.Equal("Ossa", Text((await KeyAsync(Other, Other.Id)).GetProperty("lastUse"), "service"));
    }

    [Fact]
    public async Task A_key_that_is_deleted_takes_its_use_along()
    {
        await Server.SendAsync("GET", Bucket, "a/k", signer: Alice);
        await Server.Engine.KeyUses.WriteAsync([TestServer.Key.Id], TestContext.Current.CancellationToken);
        await AdminAsync("DELETE", "keys", ("id", Alice.Id));
        Assert.Null(await Server.Engine.KeyUses.FindAsync(Alice.Id, TestContext.Current.CancellationToken));
        Assert.Equal(404, (await AskAsync(TestServer.Key, "GET", "key", ("id", Alice.Id))).Status);
    }

    private async Task AssertUseAsync(string service, Func<Task<WireResponse>> use, int status = 200)
    {
        Server.Time.Advance(TimeSpan.FromMinutes(1));
        var answer = await use();
        Assert.True(answer.Status == status, answer.Text);
        var now = Server.Time.GetUtcNow();
        Assert.Equal((now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)), service), await LastUseAsync(Alice));
    }

    private async Task<(DateTimeOffset At, string Service)?> LastUseAsync(AccessKey key)
    {
        var use = (await KeyAsync(TestServer.Key, key.Id)).GetProperty("lastUse");
        return use.ValueKind == JsonValueKind.Null
            ? null
            : (use.GetProperty("at").GetDateTimeOffset(), Text(use, "service"));
    }

    private async Task<JsonElement> KeyAsync(AccessKey signer, string id) =>
        JsonDocument.Parse((await DoAsync(signer, "GET", "key", ("id", id))).Text).RootElement;

    private Task<WireResponse> AskUrlAsync(string target) => Server.SendRawAsync("GET", target);

    private Task<WireResponse> SendFormAsync(AccessKey key)
    {
        var conditions = $$"""{"bucket":"{{Bucket}}"},["starts-with","$key",""]""";
        var form = PostForm
            .WithKey("formed")
            .SignV4(Server.Time.GetUtcNow(), conditions, key: key)
            .Field("success_action_status", "200")
            .File([1]);
        return Server.SendRawAsync("POST", $"/{Bucket}", [PostForm.ContentType], form.ToBytes());
    }

    private static KeyValuePair<string, string>[] Ram(string action, params KeyValuePair<string, string>[] more) =>
        [H("Action", action), H("Version", "2015-05-01"), H("Format", "JSON"), .. more];

    private Task<WireResponse> AskRamAsync(AccessKey signer, string id, string? user) =>
        RpcAsync(
            signer,
            Ram(
                "GetAccessKeyLastUsed",
                [H("UserAccessKeyId", id), .. user is null ? [] : new[] { H("UserName", user) }]
            )
        );

    private async Task<JsonElement> TellAsync(AccessKey signer, string id, string? user)
    {
        var answer = await AskRamAsync(signer, id, user);
        Assert.True(answer.Status == 200, answer.Text);
        return JsonDocument.Parse(answer.Text).RootElement;
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
