using Ossa.Protocol.Signing;
using Xunit;

namespace Ossa.Tests.Server.Accounts;

/// <summary>A role is assumed from another account where both accounts allow it, and acts in its own.</summary>
public sealed class AccountRoleTests : AccountTest
{
    private string Reader => $"acs:ram::{Account}:role/reader";

    [Theory]
    [InlineData("acs:ram::OTHER:user/bob")]
    [InlineData("acs:ram::OTHER:root")]
    [InlineData("acs:ram::OTHER:user/*")]
    public async Task Both_the_account_of_the_role_and_that_of_the_user_must_allow_it(string principal)
    {
        var (bob, _) = await MakeOtherUserAsync("bob");
        var (carol, _) = await MakeOtherUserAsync("carol", policy: null);
        AssertCode(await AskToAssumeAsync(bob, Reader), 403, "NoPermission");
        await TrustAsync(principal.Replace("OTHER", OtherId, StringComparison.Ordinal));
        var session = await AssumeAsync(bob, Reader);
        Assert.Equal("text", (await ReadAsync(session)).Text);
        AssertRefused(
            await Server.SendAsync("PUT", "made-by-session", signer: session),
            403,
            "AccessDenied",
            "0003-00000202"
        );
        AssertCode(await AskToAssumeAsync(carol, Reader), 403, "NoPermission");
        AssertCode(await AskToAssumeAsync(Other, Reader), 403, "NoPermission");
        AssertCode(await AskToAssumeAsync(Alice, Reader), 403, "NoPermission");
    }

    [Theory]
    [InlineData("acs:ram::*:user/bob")]
    [InlineData("acs:ram::*:root")]
    [InlineData("acs:ram::ACCOUNT:user/bob")]
    [InlineData("acs:ram::ACCOUNT:root")]
    public async Task No_wildcard_trusts_another_account(string principal)
    {
        var (bob, _) = await MakeOtherUserAsync("bob");
        await TrustAsync(principal.Replace("ACCOUNT", Account, StringComparison.Ordinal));
        AssertCode(await AskToAssumeAsync(bob, Reader), 403, "NoPermission");
    }

    [Fact]
    public async Task Other_accounts_are_not_told_which_roles_there_are()
    {
        var (bob, _) = await MakeOtherUserAsync("bob");
        var (carol, _) = await MakeOtherUserAsync("carol", policy: null);
        foreach (var role in (string[])[$"acs:ram::{Account}:role/none", "acs:ram::9999999999999999:role/reader"])
        {
            AssertCode(await AskToAssumeAsync(bob, role), 403, "NoPermission");
            AssertCode(await AskToAssumeAsync(carol, role), 403, "NoPermission");
        }

        AssertCode(await AskToAssumeAsync(bob, Reader), 403, "NoPermission");
        AssertCode(await AskToAssumeAsync(bob, $"acs:ram::{OtherId}:role/none"), 404, "EntityNotExist.Role");

        foreach (
            var role in (string[])["acs:ram::*:role/reader", "acs:ram::1/x/2:role/reader", $"acs:ram::{Account}:role/"]
        )
        {
            AssertCode(await AskToAssumeAsync(bob, role), 400, "InvalidParameter.RoleArn");
        }
    }

    [Fact]
    public async Task Sessions_of_a_disabled_account_are_refused()
    {
        var (bob, _) = await MakeOtherUserAsync("bob");
        await DoAsync(
            Other,
            "POST",
            "roles",
            ("name", "own"),
            ("document", Trust("user/bob").Replace(Account, OtherId, StringComparison.Ordinal)),
            ("description", "-"),
            ("max-session", "3600")
        );
        await DoAsync(Other, "PUT", "roles/policies", ("role", "own"), ("policy", "AliyunOSSFullAccess"));
        var session = await AssumeAsync(bob, $"acs:ram::{OtherId}:role/own");
        Assert.Equal(200, (await Server.SendAsync("PUT", "other-bucket", signer: session)).Status);
        await AdminAsync("DELETE", "accounts/enabled", ("name", "other"));
        AssertRefused(
            await Server.SendAsync("GET", "other-bucket", signer: session),
            403,
            "InvalidSecurityToken",
            "0002-00000006"
        );
    }

    private async Task TrustAsync(string principal) =>
        await AdminAsync(
            "PUT",
            "roles/trust",
            ("name", "reader"),
            (
                "document",
                $$"""{"Version": "1", "Statement": [{"Effect": "Allow", "Principal": {"RAM": "{{principal}}"}, "Action": "sts:AssumeRole"}]}"""
            )
        );
}
