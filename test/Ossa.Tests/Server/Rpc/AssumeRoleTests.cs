using System.Text.Json;
using Ossa.Engine.Links;
using Ossa.Protocol.Signing;
using Ossa.Server.Audit;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Rpc;

/// <summary>Roles that users assume: who may, and which requests are taken for one of that.</summary>
public sealed class AssumeRoleTests : RpcTest
{
    [Fact]
    public async Task A_role_is_assumed_only_where_caller_and_role_both_allow_it()
    {
        AssertCode(await RpcAsync(TestServer.Key, AssumeParameters()), 403, "NoPermission");
        await AdminAsync("PUT", "roles/trust", ("name", "reader"), ("document", Trust("user/bob")));
        AssertCode(await RpcAsync(Alice, AssumeParameters()), 403, "NoPermission");
        await AdminAsync("PUT", "roles/trust", ("name", "reader"), ("document", Trust("root")));
        Assert.Equal(200, (await RpcAsync(Alice, AssumeParameters())).Status);
        await AdminAsync("DELETE", "users/policies", ("user", "alice"), ("policy", "alice-sts-AssumeRole"));
        AssertCode(await RpcAsync(Alice, AssumeParameters()), 403, "NoPermission");
    }

    [Theory]
    [InlineData("RoleArn", "reader", "InvalidParameter.RoleArn")]
    [InlineData("RoleArn", "", "MissingRoleArn")]
    [InlineData("RoleSessionName", "a b", "InvalidParameter.RoleSessionName")]
    [InlineData("DurationSeconds", "899", "InvalidParameter.DurationSeconds")]
    [InlineData("DurationSeconds", "3601", "InvalidParameter.DurationSeconds")]
    [InlineData("Policy", "{}", "InvalidParameter.PolicyGrammar")]
    public async Task What_cannot_be_meant_is_refused_by_name(string name, string value, string code) =>
        AssertCode(
            await RpcAsync(Alice, [.. AssumeParameters().Where(p => p.Key != name), new(name, value)]),
            400,
            code
        );

    [Fact]
    public async Task A_request_is_taken_once_in_its_time_and_as_it_was_signed()
    {
        var target = Sign("GET", Alice, AssumeParameters());
        Assert.Equal(200, (await Server.SendRawAsync("GET", "/?" + target)).Status);
        AssertCode(await Server.SendRawAsync("GET", "/?" + target), 400, "SignatureNonceUsed");
        var changed = Sign("GET", Alice, AssumeParameters()).Replace("build", "bulid", StringComparison.Ordinal);
        AssertCode(await Server.SendRawAsync("GET", "/?" + changed), 400, "SignatureDoesNotMatch");
        var late = Sign("GET", Alice, AssumeParameters());
        Server.Time.Advance(TimeSpan.FromMinutes(16));
        AssertCode(await Server.SendRawAsync("GET", "/?" + late), 400, "InvalidTimeStamp.Expired");
        AssertCode(
            await RpcAsync(new AccessKey("OSSUnone", "x"), AssumeParameters()),
            404,
            "InvalidAccessKeyId.NotFound"
        );
        AssertCode(
            await RpcAsync(Alice, [new("Action", "None"), new("Version", "2015-04-01"), new("Format", "JSON")]),
            404,
            "InvalidAction.NotFound"
        );
    }

    [Fact]
    public async Task A_form_is_taken_too_and_xml_is_the_format_that_needs_no_name()
    {
        var parameters = AssumeParameters().Where(p => p.Key != "Format").ToArray();
        var form = Utf8(Sign("POST", Alice, parameters));
        var answer = await Server.SendRawAsync(
            "POST",
            "/",
            headers: [H("Content-Type", "application/x-www-form-urlencoded")],
            body: form
        );
        Assert.Equal(200, answer.Status);
        Assert.Contains("<AssumeRoleResponse><RequestId>", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everybody_is_told_who_they_are()
    {
        var session = await AssumeAsync();
        Assert.Equal("Account", await TypeAsync(TestServer.Key));
        Assert.Equal("RAMUser", await TypeAsync(Alice));
        Assert.Equal("AssumedRoleUser", await TypeAsync(session));

        async Task<string?> TypeAsync(AccessKey key)
        {
            var answer = await RpcAsync(
                key,
                [new("Action", "GetCallerIdentity"), new("Version", "2015-04-01"), new("Format", "JSON")]
            );
            return JsonDocument.Parse(answer.Text).RootElement.GetProperty("IdentityType").GetString();
        }
    }

    [Fact]
    public async Task What_is_wrong_with_a_token_is_told_in_the_words_of_rpc()
    {
        var (one, two) = (await AssumeAsync(), await AssumeAsync());
        await AssertTokenAsync(null, "MissingSecurityToken");
        await AssertTokenAsync(two.SecurityToken, "InvalidSecurityToken.MismatchWithAccessKey");
        await AssertTokenAsync("none", "InvalidSecurityToken.Malformed");
        Server.Time.Advance(TimeSpan.FromSeconds(3600));
        await AssertTokenAsync(one.SecurityToken, "InvalidSecurityToken.Expired");

        async Task AssertTokenAsync(string? token, string code) =>
            AssertCode(await RpcAsync(one with { SecurityToken = token }, AssumeParameters()), 400, code);
    }

    [Fact]
    public async Task A_session_goes_on_to_another_role_only_within_its_own_policy()
    {
        await AdminAsync("PUT", "roles/trust", ("name", "reader"), ("document", Trust("root")));
        await AdminAsync("PUT", "roles/policies", ("role", "reader"), ("policy", "alice-sts-AssumeRole"));
        Assert.Equal(200, (await RpcAsync(await AssumeAsync(), AssumeParameters())).Status);
        var bound = """{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "oss:*", "Resource": "*"}]}""";
        AssertCode(await RpcAsync(await AssumeAsync(("Policy", bound)), AssumeParameters()), 403, "NoPermission");
    }

    [Fact]
    public async Task What_a_session_is_to_be_called_counts_for_the_policies_of_the_caller_too()
    {
        var policy =
            """{"Version": "1", "Statement": [{"Effect": "Deny", "Action": "sts:AssumeRole", "Resource": "*", "Condition": {"StringEquals": {"sts:RoleSessionName": "build"}}}, {"Effect": "Deny", "Action": "sts:AssumeRole", "Resource": "*", "Condition": {"StringLike": {"sts:ExternalId": "x*"}}}]}""";
        await AdminAsync("POST", "policies", ("name", "names"), ("document", policy));
        await AdminAsync("PUT", "users/policies", ("user", "alice"), ("policy", "names"));
        AssertCode(await RpcAsync(Alice, AssumeParameters()), 403, "NoPermission");
        KeyValuePair<string, string>[] other = [.. AssumeParameters().SkipLast(1), H("RoleSessionName", "other")];
        AssertCode(await RpcAsync(Alice, [.. other, H("ExternalId", "xy")]), 403, "NoPermission");
        Assert.Equal(200, (await RpcAsync(Alice, other)).Status);
    }

    [Fact]
    public async Task The_key_of_a_link_signs_no_rpc_request()
    {
        var request = new LinkRequest(Bucket, "a/k", Server.Time.GetUtcNow().AddDays(1));
        var link = await Server.Engine.Links.CreateAsync(request, TestContext.Current.CancellationToken);
        var key = await Server.Engine.Links.OpenKeyAsync(link, TestContext.Current.CancellationToken);
        var answer = await RpcAsync(
            key,
            [new("Action", "GetCallerIdentity"), new("Version", "2015-04-01"), new("Format", "JSON")]
        );
        AssertCode(answer, 403, "AccessDenied");
    }

    [Fact]
    public async Task Who_assumes_a_role_and_what_the_session_does_stands_in_the_audit_log()
    {
        var session = await AssumeAsync();
        var assumed = await FindAsync(entry => entry is { Operation: "AssumeRole", User: "alice" });
        Assert.Equal((200, Alice.Id), (assumed.Status, assumed.AccessKeyId));
        Assert.Equal(
            ["allowed by statement 1 of policy alice-sts-AssumeRole", "allowed by statement 1 of policy of trust"],
            assumed.Decisions!.Select(decision => decision.Reason)
        );
        Assert.All(assumed.Decisions!, decision => Assert.Equal($"acs:ram::{Account}:role/reader", decision.Key));
        Assert.Equal(200, (await Server.SendAsync("GET", Bucket, "a/k", signer: session)).Status);
        var read = await FindAsync(entry => entry.AccessKeyId == session.Id);
        Assert.Equal(("reader", "build", null), (read.Role, read.Session, read.User));
        Assert.Equal("allowed by statement 1 of policy AliyunOSSReadOnlyAccess", read.Decision!.Reason);

        AssertCode(await RpcAsync(TestServer.Key, AssumeParameters()), 403, "NoPermission");
        await AdminAsync("PUT", "roles/trust", ("name", "reader"), ("document", Trust("user/bob")));
        AssertCode(await RpcAsync(Alice, AssumeParameters()), 403, "NoPermission");
        var refused = await FindAsync(entry => entry is { Operation: "AssumeRole", User: "alice", Status: 403 });
        Assert.Equal(
            (false, "the role does not trust the caller"),
            (refused.Decision!.Allowed, refused.Decision.Reason)
        );
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
}
