using Ossa.Protocol.Signing;
using Xunit;

namespace Ossa.Tests.Server.Accounts;

/// <summary>Whoever runs an account of his own names users, roles and policies in it as he likes, and gets nowhere by that.</summary>
public sealed class AccountAttackTests : AccountTest
{
    private const string ByList = "0003-00000001";

    [Theory]
    [InlineData("acs:ram::*:user/alice")]
    [InlineData("acs:ram::ACCOUNT:user/alice")]
    [InlineData("acs:ram::ACCOUNT:*")]
    [InlineData("*:user/alice")]
    [InlineData("acs:ram::????????????????:user/alice")]
    [InlineData("2*")]
    public async Task No_pattern_lets_in_a_user_of_the_same_name_in_another_account(string principal)
    {
        var (twin, _) = await MakeOtherUserAsync("alice");
        await LetInAsync(principal.Replace("ACCOUNT", Account, StringComparison.Ordinal));
        AssertRefused(await ReadAsync(twin), 403, "AccessDenied", ByList);
        Assert.Equal("text", (await ReadAsync(Alice)).Text);
    }

    [Theory]
    [InlineData("acs:ram::*:user/alice")]
    [InlineData("2*")]
    [InlineData("0*")]
    public async Task No_pattern_spares_a_user_of_another_account_from_a_denial(string principal)
    {
        var (twin, _) = await MakeOtherUserAsync("alice");
        await Server.SendAsync("PUT", Bucket, "a/k", headers: [H("x-oss-object-acl", "public-read")], body: [1]);
        Assert.Equal(200, (await ReadAsync(twin)).Status);
        await LetInAsync(principal, "NotPrincipal", "Deny");
        AssertRefused(await ReadAsync(twin), 403, "AccessDenied", "0003-00000101");
        await LetInAsync($"acs:ram::{OtherId}:user/*", "NotPrincipal", "Deny");
        Assert.Equal(200, (await ReadAsync(twin)).Status);
    }

    [Fact]
    public async Task A_denial_by_a_pattern_binds_users_of_all_accounts()
    {
        var (twin, _) = await MakeOtherUserAsync("alice");
        await Server.SendAsync("PUT", Bucket, "a/k", headers: [H("x-oss-object-acl", "public-read")], body: [1]);
        await LetInAsync("acs:ram::*:user/alice", effect: "Deny");
        AssertRefused(await ReadAsync(twin), 403, "AccessDenied", "0003-00000101");
        Assert.Equal(200, (await ReadAsync(Other)).Status);
    }

    [Theory]
    [InlineData("acs:oss:*:*:*")]
    [InlineData("acs:oss:*:ACCOUNT:test-bucket/*")]
    [InlineData("*")]
    public async Task No_policy_of_an_account_reaches_into_another_one(string resource)
    {
        var policy =
            """{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "oss:*", "Resource": "RESOURCE"}]}"""
                .Replace("RESOURCE", resource, StringComparison.Ordinal)
                .Replace("ACCOUNT", Account, StringComparison.Ordinal);
        var (bob, _) = await MakeOtherUserAsync("bob", policy);
        AssertRefused(await ReadAsync(bob), 403, "AccessDenied", ByList);
        AssertRefused(await Server.SendAsync("DELETE", Bucket, signer: bob), 403, "AccessDenied", "0003-00000905");
        AssertRefused(
            await Server.SendAsync("DELETE", Bucket, null, [H("policy", "")], signer: Other),
            403,
            "AccessDenied",
            "0003-00000905"
        );
    }

    [Fact]
    public async Task A_policy_on_resources_of_another_account_is_about_no_bucket_of_ones_own()
    {
        var policy =
            $$"""{"Version": "1", "Statement": [{"Effect": "Allow", "Principal": ["*"], "Action": "oss:GetObject", "Resource": "acs:oss:*:{{OtherId}}:test-bucket/*"}]}""";
        await Server.SendAsync("PUT", Bucket, null, [H("policy", "")], body: Utf8(policy));
        AssertRefused(await ReadAsync(Other), 403, "AccessDenied", ByList);
        AssertRefused(await Server.SendRawAsync("GET", $"/{Bucket}/a/k"), 403, "AccessDenied", ByList);
    }

    [Fact]
    public async Task A_role_of_the_same_name_is_another_role()
    {
        var (bob, _) = await MakeOtherUserAsync("bob");
        await DoAsync(
            Other,
            "POST",
            "roles",
            ("name", "reader"),
            ("document", Trust("user/bob").Replace(Account, OtherId, StringComparison.Ordinal)),
            ("description", "-"),
            ("max-session", "3600")
        );
        await DoAsync(Other, "PUT", "roles/policies", ("role", "reader"), ("policy", "AliyunOSSFullAccess"));
        var session = await this.AssumeAsync(bob, $"acs:ram::{OtherId}:role/reader");
        AssertRefused(await ReadAsync(session), 403, "AccessDenied", ByList);
        // The name of the role that the bucket lets in is in the bucket's account.
        await LetInAsync($"arn:sts::{Account}:assumed-role/reader/*");
        AssertRefused(await ReadAsync(session), 403, "AccessDenied", ByList);
        await LetInAsync("arn:sts::*:assumed-role/reader/*");
        AssertRefused(await ReadAsync(session), 403, "AccessDenied", ByList);
        await LetInAsync($"arn:sts::{OtherId}:assumed-role/reader/*");
        Assert.Equal("text", (await ReadAsync(session)).Text);
    }

    [Fact]
    public async Task A_token_opens_nothing_with_a_key_of_another_account()
    {
        var session = await AssumeAsync();
        var (bob, _) = await MakeOtherUserAsync("bob");
        await LetInAsync("*");
        foreach (var key in (AccessKey[])[bob, Other])
        {
            AssertRefused(
                await ReadAsync(key with { SecurityToken = session.SecurityToken }),
                403,
                "InvalidSecurityToken",
                "0002-00000006"
            );
        }

        AssertRefused(
            await ReadAsync(session with { Id = "STS.another" }),
            403,
            "AccessKeyIdAndSecurityTokenNotMatch",
            "0002-00000004"
        );
    }
}
