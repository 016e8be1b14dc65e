using System.Text.Json;
using System.Xml.Linq;
using Ossa.Protocol.Signing;
using Xunit;

namespace Ossa.Tests.Server.Accounts;

/// <summary>What an account is: names, buckets and settings of its own, and a root that may do everything in it and nothing beside it.</summary>
public sealed class AccountsTests : AccountTest
{
    private const string NoPermission = "0003-00000202";

    [Fact]
    public async Task An_account_lists_its_own_buckets_and_a_name_is_taken_for_all()
    {
        Assert.Equal(200, (await Server.SendAsync("PUT", "other-bucket", signer: Other)).Status);
        AssertRefused(
            await Server.SendAsync("PUT", Bucket, signer: Other),
            409,
            "BucketAlreadyExists",
            (await Server.SendAsync("PUT", "other-bucket")).Ec
        );
        Assert.Equal($"{Account}: {Bucket}", await ListAsync(TestServer.Key));
        Assert.Equal($"{OtherId}: other-bucket", await ListAsync(Other));
        var info = await Server.SendAsync("GET", "other-bucket", query: [H("bucketInfo", "")], signer: Other);
        Assert.Contains($"<Owner><ID>{OtherId}</ID>", info.Text, StringComparison.Ordinal);
        Assert.Equal(204, (await Server.SendAsync("DELETE", "other-bucket", signer: Other)).Status);
        Assert.Equal($"{OtherId}: ", await ListAsync(Other));
        Assert.Equal(200, (await Server.SendAsync("PUT", "other-bucket")).Status);
        Assert.Equal($"{OtherId}: ", await ListAsync(Other));
    }

    [Fact]
    public async Task Names_of_users_groups_roles_and_policies_are_of_one_account()
    {
        var (twin, _) = await MakeOtherUserAsync("alice");
        await DoAsync(Other, "POST", "groups", ("name", "group"));
        Assert.Equal(200, (await Server.SendAsync("PUT", "other-bucket", signer: twin)).Status);
        AssertRefused(await ReadAsync(twin), 403, "AccessDenied", "0003-00000001");
        AssertRefused(await Server.SendAsync("PUT", "another", signer: Alice), 403, "AccessDenied", NoPermission);
        Assert.Empty(JsonDocument.Parse((await AdminAsync("GET", "groups")).Text).RootElement.EnumerateArray());
        Assert.Empty(JsonDocument.Parse((await DoAsync(Other, "GET", "roles")).Text).RootElement.EnumerateArray());
        var users = JsonDocument.Parse((await DoAsync(Other, "GET", "users")).Text).RootElement;
        Assert.Equal(["alice"], users.EnumerateArray().Select(user => user.GetProperty("name").GetString()));
        AssertRefused(await AskAsync(Other, "GET", "role", ("name", "reader")), 404, "EntityNotExist.Role", null);
    }

    [Fact]
    public async Task The_root_of_an_account_administers_its_own_and_nothing_of_the_server()
    {
        await MakeOtherUserAsync("bob");
        (string Method, string Path)[] ofServer =
        [
            ("POST", "check"),
            ("POST", "backup"),
            ("POST", "keyring"),
            ("POST", "lifecycle"),
            ("GET", "audit"),
            ("GET", "clock"),
            ("GET", "accounts"),
            ("POST", "accounts"),
            ("DELETE", "accounts"),
            ("PUT", "accounts/enabled"),
            ("GET", "links/denied"),
            ("GET", "no-such-operation"),
        ];
        foreach (var (method, path) in ofServer)
        {
            AssertRefused(await AskAsync(Other, method, path), 403, "AccessDenied", NoPermission);
        }

        // A key is named by its id alone, so that of another account must not be there.
        foreach (var (method, path) in ((string, string)[])[("DELETE", "keys"), ("DELETE", "keys/enabled")])
        {
            AssertRefused(
                await AskAsync(Other, method, path, ("id", Alice.Id)),
                404,
                "EntityNotExist.User.AccessKey",
                null
            );
            AssertRefused(
                await AskAsync(Other, method, path, ("id", Other.Id)),
                404,
                "EntityNotExist.User.AccessKey",
                null
            );
            AssertRefused(
                await AskAsync(TestServer.Key, method, path, ("id", Other.Id)),
                404,
                "EntityNotExist.User.AccessKey",
                null
            );
        }

        Assert.Equal(200, (await Server.SendAsync("GET", signer: Other)).Status);
    }

    [Fact]
    public async Task A_disabled_account_is_refused_at_the_next_request_and_its_buckets_stay()
    {
        Assert.Equal(
            200,
            (
                await Server.SendAsync("PUT", "other-bucket", headers: [H("x-oss-acl", "public-read")], signer: Other)
            ).Status
        );
        Assert.Equal(200, (await Server.SendAsync("PUT", "other-bucket", "k", body: [1], signer: Other)).Status);
        var (bob, _) = await MakeOtherUserAsync("bob");
        var url = Server.Presign("GET", "other-bucket", "k", signer: bob);
        Assert.Equal(200, (await Server.SendRawAsync("GET", url)).Status);
        await AdminAsync("DELETE", "accounts/enabled", ("name", "other"));
        AssertRefused(await Server.SendRawAsync("GET", url), 403, "InvalidAccessKeyId", "0002-00000903");
        AssertRefused(await Server.SendAsync("GET", signer: Other), 403, "InvalidAccessKeyId", "0002-00000903");
        Assert.Equal(200, (await Server.SendRawAsync("GET", "/other-bucket/k")).Status);
        await AdminAsync("PUT", "accounts/enabled", ("name", "other"));
        Assert.Equal(200, (await Server.SendRawAsync("GET", url)).Status);
    }

    [Fact]
    public async Task An_account_that_owns_something_is_not_deleted_and_its_keys_end_with_it()
    {
        await MakeOtherUserAsync("bob", policy: null);
        AssertRefused(
            await AskAsync(TestServer.Key, "DELETE", "accounts", ("name", "other")),
            409,
            "DeleteConflict.Account.User",
            null
        );
        // A deletion that was refused leaves all as it was.
        Assert.Equal(200, (await Server.SendAsync("PUT", "other-bucket", signer: Other)).Status);
        foreach (var key in Elements(await DoAsync(Other, "GET", "keys", ("user", "bob"))))
        {
            await DoAsync(Other, "DELETE", "keys", ("id", key.GetProperty("id").GetString()!));
        }

        await DoAsync(Other, "DELETE", "users", ("name", "bob"));
        AssertRefused(
            await AskAsync(TestServer.Key, "DELETE", "accounts", ("name", "other")),
            409,
            "DeleteConflict.Account.Bucket",
            null
        );
        Assert.Equal(204, (await Server.SendAsync("DELETE", "other-bucket", signer: Other)).Status);
        await AdminAsync("DELETE", "accounts", ("name", "other"));
        AssertRefused(await Server.SendAsync("GET", signer: Other), 403, "InvalidAccessKeyId", "0002-00000902");
        var (again, id) = await MakeAccountAsync("other");
        Assert.NotEqual((Other.Id, OtherId), (again.Id, id));
    }

    [Fact]
    public async Task Mistakes_are_refused_with_the_reason()
    {
        AssertRefused(
            await AskAsync(TestServer.Key, "POST", "accounts", ("name", "other")),
            409,
            "EntityAlreadyExists.Account",
            null
        );
        AssertRefused(
            await AskAsync(TestServer.Key, "POST", "accounts", ("name", "a/b")),
            400,
            "InvalidParameter.AccountName.InvalidChars",
            null
        );
        AssertRefused(
            await AskAsync(TestServer.Key, "DELETE", "accounts/enabled", ("name", "none")),
            404,
            "EntityNotExist.Account",
            null
        );
    }

    [Fact]
    public async Task The_block_of_public_access_is_of_one_account()
    {
        var block =
            "<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess></PublicAccessBlockConfiguration>";
        KeyValuePair<string, string>[] acl = [H("x-oss-acl", "public-read")];
        Assert.Equal(200, (await Server.SendAsync("PUT", "other-bucket", headers: acl, signer: Other)).Status);
        Assert.Equal(200, (await Server.SendAsync("PUT", "other-bucket", "k", body: [1], signer: Other)).Status);
        KeyValuePair<string, string>[] query = [H("publicAccessBlock", "")];
        Assert.Equal(200, (await Server.SendAsync("PUT", query: query, body: Utf8(block))).Status);
        Assert.Equal(200, (await Server.SendRawAsync("GET", "/other-bucket/k")).Status);
        Assert.Equal(200, (await Server.SendAsync("PUT", query: query, body: Utf8(block), signer: Other)).Status);
        Assert.Equal(403, (await Server.SendRawAsync("GET", "/other-bucket/k")).Status);
        Assert.Equal(403, (await Server.SendAsync("PUT", "third", headers: acl, signer: Other)).Status);
        Assert.Equal(204, (await Server.SendAsync("DELETE", query: query, signer: Other)).Status);
        Assert.Equal(200, (await Server.SendRawAsync("GET", "/other-bucket/k")).Status);
    }

    [Fact]
    public async Task Ram_and_sts_act_in_the_account_of_the_caller()
    {
        var identity = await RpcAsync(Other, [H("Action", "GetCallerIdentity"), H("Version", "2015-04-01"), Json]);
        var told = JsonDocument.Parse(identity.Text).RootElement;
        Assert.Equal(
            (OtherId, $"acs:ram::{OtherId}:root", "Account"),
            (Text(told, "AccountId"), Text(told, "Arn"), Text(told, "IdentityType"))
        );
        var made = await RpcAsync(
            Other,
            [H("Action", "CreateUser"), H("Version", "2015-05-01"), H("UserName", "alice"), Json]
        );
        Assert.Equal(200, made.Status);
        var deleted = await RpcAsync(
            Other,
            [H("Action", "DeleteRole"), H("Version", "2015-05-01"), H("RoleName", "reader"), Json]
        );
        AssertCode(deleted, 404, "EntityNotExist.Role");
        var key = await RpcAsync(
            Other,
            [
                H("Action", "DeleteAccessKey"),
                H("Version", "2015-05-01"),
                H("UserName", "alice"),
                H("UserAccessKeyId", Alice.Id),
                Json,
            ]
        );
        AssertCode(key, 404, "EntityNotExist.User.AccessKey");
        Assert.Equal(200, (await RpcAsync(Alice, AssumeParameters())).Status);
    }

    private static KeyValuePair<string, string> Json => H("Format", "JSON");

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static JsonElement.ArrayEnumerator Elements(Wire.WireResponse answer) =>
        JsonDocument.Parse(answer.Text).RootElement.EnumerateArray();

    /// <summary>The owner and the buckets that a listing of them tells.</summary>
    private async Task<string> ListAsync(AccessKey key)
    {
        var list = XDocument.Parse((await Server.SendAsync("GET", signer: key)).Text).Root!;
        var names = list.Descendants("Bucket").Select(bucket => bucket.Element("Name")!.Value);
        return $"{list.Element("Owner")!.Element("ID")!.Value}: {string.Join(' ', names)}";
    }
}
