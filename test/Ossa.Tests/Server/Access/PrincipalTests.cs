using System.Text.Json;
using Ossa.Protocol.Signing;
using Ossa.Tests.Server.Rpc;
using Xunit;

namespace Ossa.Tests.Server.Access;

/// <summary>Whom a statement of a bucket's policy means: those whom it names, everybody, or everybody else.</summary>
public sealed class PrincipalTests : RpcTest
{
    private const string ByPolicy = "0003-00000101";

    private AccessKey _bob = null!;

    private string _aliceId = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _bob = await MakeUserAsync("bob");
        var users = JsonDocument.Parse((await AdminAsync("GET", "users")).Text).RootElement;
        _aliceId = users
            .EnumerateArray()
            .Single(user => user.GetProperty("name").GetString() == "alice")
            .GetProperty("id")
            .GetString()!;
    }

    [Theory]
    [InlineData("\"*\"")]
    [InlineData("[\"*\"]")]
    [InlineData("[\"1\", \"*\"]")]
    public async Task A_star_means_everybody_those_without_a_key_included(string everybody)
    {
        await PolicyAsync("Allow", "Principal", everybody);
        await AssertMayReadAsync(nobody: true, alice: true, bob: true);
    }

    [Fact]
    public async Task A_pattern_means_nobody_without_a_name()
    {
        await PolicyAsync("Allow", "Principal", $"\"{_aliceId[..17]}*\"");
        Assert.Equal(200, (await Server.SendAsync("GET", Bucket, "a/k", signer: Alice)).Status);
        Assert.Equal(403, (await Server.SendRawAsync("GET", $"/{Bucket}/a/k")).Status);
    }

    [Fact]
    public async Task An_allowance_to_all_but_some_is_one_to_everybody_else_those_without_a_key_included()
    {
        await PolicyAsync("Allow", "NotPrincipal", $"[\"{_aliceId}\"]");
        await AssertMayReadAsync(nobody: true, alice: false, bob: true);
        // So it is public, and counts for nothing while that is blocked.
        var block =
            "<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess></PublicAccessBlockConfiguration>";
        await Server.SendAsync("PUT", Bucket, query: [H("publicAccessBlock", "")], body: Utf8(block));
        await AssertMayReadAsync(nobody: false, alice: false, bob: false);
    }

    [Fact]
    public async Task A_denial_to_all_but_some_is_one_to_everybody_else_the_owner_included()
    {
        await AllowAsync("alice", "oss:GetObject");
        await AllowAsync("bob", "oss:GetObject");
        await Server.SendAsync("PUT", Bucket, query: [H("acl", "")], headers: [H("x-oss-acl", "public-read")]);
        await AssertMayReadAsync(nobody: true, alice: true, bob: true);
        await PolicyAsync("Deny", "NotPrincipal", $"\"{_aliceId}\"");
        await AssertMayReadAsync(nobody: false, alice: true, bob: false);
        AssertRefused(await GetAsync("a/k"), 403, "AccessDenied", ByPolicy);
    }

    [Theory]
    [InlineData("Allow")]
    [InlineData("Deny")]
    public async Task All_but_everybody_are_nobody(string effect)
    {
        await PolicyAsync(effect, "NotPrincipal", "\"*\"");
        await AssertMayReadAsync(nobody: false, alice: false, bob: false);
        Assert.Equal(200, (await GetAsync("a/k")).Status);
    }

    [Theory]
    [InlineData("Principal")]
    [InlineData("NotPrincipal")]
    public async Task An_empty_list_is_refused_since_it_could_mean_nobody_or_everybody(string element)
    {
        var answer = await PutPolicyAsync("Allow", element, "[]");
        Assert.Equal(400, answer);
    }

    private async Task AssertMayReadAsync(bool nobody, bool alice, bool bob)
    {
        Assert.Equal(nobody ? 200 : 403, (await Server.SendRawAsync("GET", $"/{Bucket}/a/k")).Status);
        Assert.Equal(alice ? 200 : 403, (await Server.SendAsync("GET", Bucket, "a/k", signer: Alice)).Status);
        Assert.Equal(bob ? 200 : 403, (await Server.SendAsync("GET", Bucket, "a/k", signer: _bob)).Status);
    }

    private async Task PolicyAsync(string effect, string element, string principals) =>
        Assert.Equal(200, await PutPolicyAsync(effect, element, principals));

    private async Task<int> PutPolicyAsync(string effect, string element, string principals)
    {
        var policy =
            $$"""{"Version": "1", "Statement": [{"Effect": "{{effect}}", "{{element}}": {{principals}}, "Action": "oss:GetObject", "Resource": "*"}]}""";
        return (await Server.SendAsync("PUT", Bucket, query: [H("policy", "")], body: Utf8(policy))).Status;
    }
}
