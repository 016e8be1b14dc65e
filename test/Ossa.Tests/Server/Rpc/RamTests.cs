using System.Text.Json;
using Ossa.Protocol.Signing;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Rpc;

/// <summary>The actions of RAM, over the wire.</summary>
public sealed class RamTests : RpcTest
{
    private const string ReadAll =
        """{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "oss:GetObject", "Resource": "*"}]}""";

    [Fact]
    public async Task A_user_is_made_told_renamed_and_deleted()
    {
        var made = await DoAsync("CreateUser", ("UserName", "bob"), ("DisplayName", "Bob B."), ("Comments", "builds"));
        var user = made.GetProperty("User");
        Assert.Equal(
            ("bob", "Bob B.", "builds"),
            (Text(user, "UserName"), Text(user, "DisplayName"), Text(user, "Comments"))
        );
        Assert.Matches("^2[0-9]{17}$", Text(user, "UserId"));
        Assert.Matches("^[0-9-]{10}T[0-9:]{8}Z$", Text(user, "CreateDate"));
        await FailAsync(409, "EntityAlreadyExists.User", "CreateUser", ("UserName", "bob"));
        await FailAsync(400, "InvalidParameter.UserName.InvalidChars", "CreateUser", ("UserName", "a/b"));
        await FailAsync(404, "EntityNotExist.User", "GetUser", ("UserName", "nobody"));
        await FailAsync(409, "EntityAlreadyExists.User", "UpdateUser", ("UserName", "bob"), ("NewUserName", "alice"));

        var key = await MakeKeyAsync("bob");
        await DoAsync("UpdateUser", ("UserName", "bob"), ("NewUserName", "rob"), ("NewComments", "tests"));
        var told = (await DoAsync("GetUser", ("UserName", "rob"))).GetProperty("User");
        Assert.Equal(
            (Text(user, "UserId"), "Bob B.", "tests"),
            (Text(told, "UserId"), Text(told, "DisplayName"), Text(told, "Comments"))
        );
        await FailAsync(404, "EntityNotExist.User", "GetUser", ("UserName", "bob"));
        Assert.Equal("0003-00000001", (await Server.SendAsync("GET", Bucket, "a/k", signer: key)).Ec);

        await FailAsync(409, "DeleteConflict.User.AccessKey", "DeleteUser", ("UserName", "rob"));
        await DoAsync("DeleteAccessKey", ("UserName", "rob"), ("UserAccessKeyId", key.Id));
        await DoAsync("DeleteUser", ("UserName", "rob"));
        Assert.Equal(["alice"], Names(await DoAsync("ListUsers"), "Users", "User", "UserName"));
    }

    [Fact]
    public async Task A_key_is_made_listed_switched_and_deleted_by_its_own_user_only()
    {
        await DoAsync("CreateUser", ("UserName", "bob"));
        var key = await MakeKeyAsync("bob");
        await DoAsync("UpdateAccessKey", ("UserName", "bob"), ("UserAccessKeyId", key.Id), ("Status", "Inactive"));
        var listed = (await DoAsync("ListAccessKeys", ("UserName", "bob")))
            .GetProperty("AccessKeys")
            .GetProperty("AccessKey")[0];
        Assert.Equal((key.Id, "Inactive"), (Text(listed, "AccessKeyId"), Text(listed, "Status")));
        Assert.False(listed.TryGetProperty("AccessKeySecret", out _));
        AssertRefused(
            await Server.SendAsync("GET", Bucket, "a/k", signer: key),
            403,
            "InvalidAccessKeyId",
            "0002-00000903"
        );
        (string, string) id = ("UserAccessKeyId", key.Id);
        await FailAsync(400, "InvalidParameter.Status", "UpdateAccessKey", ("UserName", "bob"), id, ("Status", "On"));
        await FailAsync(404, "EntityNotExist.User.AccessKey", "DeleteAccessKey", ("UserName", "alice"), id);
        await FailAsync(400, "MissingUserName", "ListAccessKeys");

        await AllowAsync("alice", "ram:*", "acs:ram:*:*:user/alice");
        Assert.Equal(200, (await RpcAsync(Alice, Ask("ListAccessKeys"))).Status);
        Assert.Equal(
            200,
            (await RpcAsync(Alice, Ask("UpdateUser", ("UserName", "alice"), ("NewComments", "c")))).Status
        );
        var rename = Ask("UpdateUser", ("UserName", "alice"), ("NewUserName", "trusted"));
        AssertCode(await RpcAsync(Alice, rename), 403, "NoPermission");
        AssertCode(await RpcAsync(Alice, Ask("ListAccessKeys", ("UserName", "bob"))), 403, "NoPermission");
        AssertCode(await RpcAsync(Alice, Ask("DeleteAccessKey", id)), 404, "EntityNotExist.User.AccessKey");
        AssertCode(await RpcAsync(Alice, Ask("CreateUser", ("UserName", "eve"))), 403, "NoPermission");
    }

    [Fact]
    public async Task A_policy_is_made_told_listed_and_deleted()
    {
        var made = await DoAsync(
            "CreatePolicy",
            ("PolicyName", "read"),
            ("PolicyDocument", ReadAll),
            ("Description", "d")
        );
        var policy = made.GetProperty("Policy");
        Assert.Equal(
            ("read", "Custom", "v1", "d"),
            (
                Text(policy, "PolicyName"),
                Text(policy, "PolicyType"),
                Text(policy, "DefaultVersion"),
                Text(policy, "Description")
            )
        );
        await FailAsync(
            409,
            "EntityAlreadyExists.Policy",
            "CreatePolicy",
            ("PolicyName", "read"),
            ("PolicyDocument", ReadAll)
        );
        await FailAsync(
            409,
            "EntityAlreadyExists.Policy",
            "CreatePolicy",
            ("PolicyName", "AliyunOSSFullAccess"),
            ("PolicyDocument", ReadAll)
        );
        await FailAsync(
            400,
            "MalformedPolicyDocument",
            "CreatePolicy",
            ("PolicyName", "none"),
            ("PolicyDocument", "{}")
        );

        (string, string)[] named = [("PolicyName", "read"), ("PolicyType", "Custom")];
        var told = await DoAsync("GetPolicy", named);
        Assert.Equal(ReadAll, Text(told.GetProperty("DefaultPolicyVersion"), "PolicyDocument"));
        Assert.Equal(0, told.GetProperty("Policy").GetProperty("AttachmentCount").GetInt32());
        var version = (await DoAsync("GetPolicyVersion", [.. named, ("VersionId", "v1")])).GetProperty("PolicyVersion");
        Assert.Equal(
            (ReadAll, true),
            (Text(version, "PolicyDocument"), version.GetProperty("IsDefaultVersion").GetBoolean())
        );
        Assert.Equal(
            ["v1"],
            Names(await DoAsync("ListPolicyVersions", named), "PolicyVersions", "PolicyVersion", "VersionId")
        );
        await FailAsync(404, "EntityNotExist.Policy.Version", "GetPolicyVersion", [.. named, ("VersionId", "v2")]);
        await FailAsync(404, "EntityNotExist.Policy", "GetPolicy", ("PolicyName", "read"), ("PolicyType", "System"));
        await FailAsync(400, "InvalidParameter.PolicyType", "GetPolicy", ("PolicyName", "read"), ("PolicyType", "Own"));
        Assert.Contains(
            "AliyunOSSFullAccess",
            Names(await DoAsync("ListPolicies", ("PolicyType", "System")), "Policies", "Policy", "PolicyName")
        );
        Assert.Equal(
            ["alice-sts-AssumeRole", "read"],
            Names(await DoAsync("ListPolicies", ("PolicyType", "Custom")), "Policies", "Policy", "PolicyName")
        );
        await DoAsync("DeletePolicy", ("PolicyName", "read"));
        await FailAsync(404, "EntityNotExist.Policy", "DeletePolicy", ("PolicyName", "read"));
        await FailAsync(403, "NoPermission", "DeletePolicy", ("PolicyName", "AliyunOSSFullAccess"));
    }

    [Theory]
    [InlineData("User", "UserName", "alice")]
    [InlineData("Group", "GroupName", "readers")]
    [InlineData("Role", "RoleName", "reader")]
    public async Task A_policy_is_attached_listed_and_detached(string kind, string parameter, string name)
    {
        await DoAsync("CreateGroup", ("GroupName", "readers"));
        await DoAsync("CreatePolicy", ("PolicyName", "read"), ("PolicyDocument", ReadAll));
        (string, string)[] both = [("PolicyName", "read"), ("PolicyType", "Custom"), (parameter, name)];
        await FailAsync(404, $"EntityNotExist.{kind}.Policy", $"DetachPolicyFrom{kind}", both);
        await DoAsync($"AttachPolicyTo{kind}", both);
        await FailAsync(409, $"EntityAlreadyExists.{kind}.Policy", $"AttachPolicyTo{kind}", both);
        Assert.Contains(
            "read",
            Names(await DoAsync($"ListPoliciesFor{kind}", (parameter, name)), "Policies", "Policy", "PolicyName")
        );
        await FailAsync(409, "DeleteConflict.Policy.User", "DeletePolicy", ("PolicyName", "read"));
        await FailAsync(409, $"DeleteConflict.{kind}.Policy", $"Delete{kind}", (parameter, name));
        await DoAsync($"DetachPolicyFrom{kind}", both);
        await DoAsync("DeletePolicy", ("PolicyName", "read"));
        await FailAsync(404, $"EntityNotExist.{kind}", $"AttachPolicyTo{kind}", [.. both[..2], (parameter, "none")]);
    }

    [Fact]
    public async Task Users_are_put_into_groups_and_taken_out()
    {
        await DoAsync("CreateGroup", ("GroupName", "readers"), ("Comments", "who reads"));
        var group = (await DoAsync("GetGroup", ("GroupName", "readers"))).GetProperty("Group");
        Assert.Equal(("readers", "who reads"), (Text(group, "GroupName"), Text(group, "Comments")));
        await FailAsync(409, "EntityAlreadyExists.Group", "CreateGroup", ("GroupName", "readers"));
        (string, string)[] both = [("UserName", "alice"), ("GroupName", "readers")];
        await DoAsync("AddUserToGroup", both);
        await FailAsync(409, "EntityAlreadyExists.User.Group", "AddUserToGroup", both);
        Assert.Equal(["readers"], Names(await DoAsync("ListGroupsForUser", both[0]), "Groups", "Group", "GroupName"));
        Assert.Equal(["alice"], Names(await DoAsync("ListUsersForGroup", both[1]), "Users", "User", "UserName"));
        await FailAsync(409, "DeleteConflict.Group.User", "DeleteGroup", both[1]);
        await DoAsync("RemoveUserFromGroup", both);
        await FailAsync(404, "EntityNotExist.User.Group", "RemoveUserFromGroup", both);
        await DoAsync("DeleteGroup", both[1]);
        Assert.Empty(Names(await DoAsync("ListGroups"), "Groups", "Group", "GroupName"));
    }

    [Fact]
    public async Task A_role_is_made_told_changed_and_deleted()
    {
        var made = await DoAsync(
            "CreateRole",
            ("RoleName", "uploader"),
            ("AssumeRolePolicyDocument", Trust("user/alice")),
            ("MaxSessionDuration", "7200")
        );
        var role = made.GetProperty("Role");
        Assert.Equal($"acs:ram::{Account}:role/uploader", Text(role, "Arn"));
        Assert.Equal(7200, role.GetProperty("MaxSessionDuration").GetInt32());
        Assert.Equal(Trust("user/alice"), Text(role, "AssumeRolePolicyDocument"));
        await FailAsync(
            400,
            "MalformedPolicyDocument",
            "CreateRole",
            ("RoleName", "x"),
            ("AssumeRolePolicyDocument", "{}")
        );
        await FailAsync(
            400,
            "InvalidParameter.MaxSessionDuration",
            "UpdateRole",
            ("RoleName", "uploader"),
            ("NewMaxSessionDuration", "60")
        );
        await DoAsync(
            "UpdateRole",
            ("RoleName", "uploader"),
            ("NewDescription", "For builds"),
            ("NewAssumeRolePolicyDocument", Trust("root"))
        );
        var told = (await DoAsync("GetRole", ("RoleName", "uploader"))).GetProperty("Role");
        Assert.Equal(
            ("For builds", Trust("root")),
            (Text(told, "Description"), Text(told, "AssumeRolePolicyDocument"))
        );
        Assert.Equal(["reader", "uploader"], Names(await DoAsync("ListRoles"), "Roles", "Role", "RoleName"));
        await DoAsync("DeleteRole", ("RoleName", "uploader"));
        await FailAsync(404, "EntityNotExist.Role", "GetRole", ("RoleName", "uploader"));
    }

    [Fact]
    public async Task A_long_list_comes_in_pages()
    {
        foreach (var name in (string[])["bob", "carol", "dave"])
        {
            await DoAsync("CreateUser", ("UserName", name));
        }

        var first = await DoAsync("ListUsers", ("MaxItems", "3"));
        Assert.Equal(["alice", "bob", "carol"], Names(first, "Users", "User", "UserName"));
        Assert.True(first.GetProperty("IsTruncated").GetBoolean());
        var second = await DoAsync("ListUsers", ("MaxItems", "3"), ("Marker", Text(first, "Marker")!));
        Assert.Equal(["dave"], Names(second, "Users", "User", "UserName"));
        Assert.False(second.GetProperty("IsTruncated").GetBoolean());
        Assert.False(second.TryGetProperty("Marker", out _));
        await FailAsync(400, "InvalidParameter.MaxItems", "ListUsers", ("MaxItems", "0"));
    }

    [Fact]
    public async Task A_list_in_xml_repeats_its_elements()
    {
        await DoAsync("CreateUser", ("UserName", "bob"));
        var answer = await RpcAsync(TestServer.Key, [.. Ask("ListUsers").Where(p => p.Key != "Format")]);
        var users = answer.Xml.Element("Users")!.Elements("User").Select(user => user.Element("UserName")!.Value);
        Assert.Equal(["alice", "bob"], users);
        Assert.Equal("false", answer.Element("IsTruncated"));
    }

    [Fact]
    public async Task Nothing_that_is_said_of_somebody_keeps_a_list_from_being_told()
    {
        const string Odd = "a\u0001b\uffff";
        await AllowAsync("alice", "ram:UpdateUser", "acs:ram:*:*:user/alice");
        var update = Ask("UpdateUser", ("UserName", "alice"), ("NewDisplayName", Odd), ("NewComments", Odd));
        Assert.Equal(200, (await RpcAsync(Alice, update)).Status);
        var answer = await RpcAsync(TestServer.Key, [.. Ask("ListUsers").Where(p => p.Key != "Format")]);
        Assert.Equal(200, answer.Status);
        Assert.Contains("<DisplayName>a&#x1;b", answer.Text, StringComparison.Ordinal);
        var user = (await DoAsync("GetUser", ("UserName", "alice"))).GetProperty("User");
        Assert.Equal((Odd, Odd), (Text(user, "DisplayName"), Text(user, "Comments")));
    }

    [Fact]
    public async Task What_an_action_does_not_take_is_refused()
    {
        await FailAsync(400, "InvalidParameter", "CreateUser", ("UserName", "bob"), ("MobilePhone", "86-1"));
        await FailAsync(404, "InvalidAction.NotFound", "DescribeRegions");
        await FailAsync(404, "InvalidAction.NotFound", "AssumeRole");
    }

    [Fact]
    public async Task Both_what_is_attached_and_to_what_must_be_allowed()
    {
        await DoAsync("CreateUser", ("UserName", "bob"));
        await AllowAsync("alice", "ram:AttachPolicyToUser", "acs:ram:*:*:user/bob");
        var attach = Ask(
            "AttachPolicyToUser",
            ("PolicyName", "AliyunOSSFullAccess"),
            ("PolicyType", "System"),
            ("UserName", "bob")
        );
        AssertCode(await RpcAsync(Alice, attach), 403, "NoPermission");
        await AllowAsync("alice", "ram:Attach*", "acs:ram:*:system:policy/AliyunOSSFullAccess");
        Assert.Equal(200, (await RpcAsync(Alice, attach)).Status);
    }

    [Fact]
    public async Task A_session_may_do_of_ram_what_its_role_and_its_own_policy_allow()
    {
        await AdminAsync("PUT", "roles/policies", ("role", "reader"), ("policy", "AliyunRAMReadOnlyAccess"));
        Assert.Equal(200, (await RpcAsync(await AssumeAsync(), Ask("ListUsers"))).Status);
        AssertCode(await RpcAsync(await AssumeAsync(), Ask("CreateUser", ("UserName", "eve"))), 403, "NoPermission");
        AssertCode(await RpcAsync(await AssumeAsync(("Policy", ReadAll)), Ask("ListUsers")), 403, "NoPermission");
    }

    private static KeyValuePair<string, string>[] Ask(string action, params (string Name, string Value)[] parameters) =>
        [
            H("Action", action),
            H("Version", "2015-05-01"),
            H("Format", "JSON"),
            .. parameters.Select(p => H(p.Name, p.Value)),
        ];

    private async Task<JsonElement> DoAsync(string action, params (string Name, string Value)[] parameters)
    {
        var answer = await RpcAsync(TestServer.Key, Ask(action, parameters));
        Assert.True(answer.Status == 200, $"{action}: {answer.Text}");
        return JsonDocument.Parse(answer.Text).RootElement;
    }

    private async Task FailAsync(
        int status,
        string code,
        string action,
        params (string Name, string Value)[] parameters
    ) => AssertCode(await RpcAsync(TestServer.Key, Ask(action, parameters)), status, code);

    private async Task<AccessKey> MakeKeyAsync(string user)
    {
        var key = (await DoAsync("CreateAccessKey", ("UserName", user))).GetProperty("AccessKey");
        return new AccessKey(Text(key, "AccessKeyId")!, Text(key, "AccessKeySecret")!);
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static IEnumerable<string?> Names(JsonElement answer, string all, string each, string name) =>
        answer.GetProperty(all).GetProperty(each).EnumerateArray().Select(item => Text(item, name));
}
