using Ossa.Engine.Identity;
using Ossa.Protocol.Errors;
using Xunit;

namespace Ossa.Tests.Engine.Identity;

/// <summary>Roles over every storage engine.</summary>
public sealed class RoleStoreTests
{
    private const string Trust = """
        {"Version": "1", "Statement": [
            {"Effect": "Allow", "Principal": {"RAM": ["acs:ram::1:user/alice"]}, "Action": "sts:AssumeRole"}]}
        """;

    private const string Other = """
        {"Version": "1", "Statement": [
            {"Effect": "Deny", "Principal": {"RAM": "acs:ram::1:root"}, "Action": "sts:AssumeRole"}]}
        """;

    public static TheoryData<EngineKind> Kinds => TestStore.Kinds;

    private static CancellationToken Cancel => TestStore.Cancel;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_role_is_what_was_said_of_it_last(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var roles = store.Engine.Identities.Roles;
        var made = await roles.CreateAsync("uploader", Trust, "For the builds", 7200, Cancel);
        await roles.AttachAsync("uploader", "AliyunOSSFullAccess", Cancel);
        await roles.TrustAsync("uploader", Other, Cancel);
        var read = await roles.GetAsync("uploader", Cancel);
        Assert.Equal((made.Name, made.Id, made.CreatedAt), (read.Name, read.Id, read.CreatedAt));
        Assert.Equal(("For the builds", Other, 7200), (read.Description, read.TrustPolicy, read.MaxSessionSeconds));
        Assert.Equal(["AliyunOSSFullAccess"], read.Policies);
        Assert.Equal('3', read.Id[0]);
        Assert.Equal("uploader", Assert.Single(await roles.ListAsync(Cancel).ToListAsync(Cancel)).Name);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Neither_a_role_with_policies_nor_the_policy_of_a_role_is_deleted(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var (roles, policies) = (store.Engine.Identities.Roles, store.Engine.Identities.Policies);
        var first = await roles.CreateAsync("uploader", Trust, "", 3600, Cancel);
        await policies.PutAsync(
            "own",
            """{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "oss:*", "Resource": "*"}]}""",
            Cancel
        );
        await roles.AttachAsync("uploader", "own", Cancel);
        await RefusedAsync(RamErrors.PolicyIsAttached, policies.DeleteAsync("own", Cancel).AsTask());
        await RefusedAsync(RamErrors.RoleHasPolicies, roles.DeleteAsync("uploader", Cancel).AsTask());
        await roles.DetachAsync("uploader", "own", Cancel);
        await policies.DeleteAsync("own", Cancel);
        await roles.DeleteAsync("uploader", Cancel);
        await RefusedAsync(RamErrors.NoSuchRole, roles.GetAsync("uploader", Cancel).AsTask());
        var again = await roles.CreateAsync("uploader", Trust, "", 3600, Cancel);
        Assert.NotEqual(first.Id, again.Id);
    }

    [Fact]
    public async Task What_is_no_role_or_is_one_already_is_refused()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.InMemory);
        await CreateAsync("uploader", Trust, "", 43_200);
        await RefusedAsync(RamErrors.RoleExists, CreateAsync("uploader", Trust, "", 3600));
        await RefusedAsync(RamErrors.InvalidRoleName, CreateAsync("a/b", Trust, "", 3600));
        await RefusedAsync(RamErrors.InvalidRoleName, CreateAsync("", Trust, "", 3600));
        await RefusedAsync(RamErrors.InvalidDescription, CreateAsync("a", Trust, new string('x', 1025), 3600));
        await RefusedAsync(RamErrors.InvalidSessionDuration, CreateAsync("a", Trust, "", 3599));
        await RefusedAsync(RamErrors.InvalidSessionDuration, CreateAsync("a", Trust, "", 43_201));
        await RefusedAsync(RamErrors.MalformedPolicy, CreateAsync("a", "{}", "", 3600));
        await RefusedAsync(RamErrors.MalformedPolicy, CreateAsync("a", Trust.PadRight(4097), "", 3600));
        var roles = store.Engine.Identities.Roles;
        await RefusedAsync(RamErrors.MalformedPolicy, roles.TrustAsync("uploader", "{}", Cancel).AsTask());
        await RefusedAsync(RamErrors.NoSuchRole, roles.TrustAsync("none", Trust, Cancel).AsTask());
        await RefusedAsync(RamErrors.NoSuchRole, roles.DeleteAsync("none", Cancel).AsTask());
        await RefusedAsync(RamErrors.NoSuchPolicy, roles.AttachAsync("uploader", "none", Cancel).AsTask());
        await RefusedAsync(RamErrors.PolicyNotAttached, roles.DetachAsync("uploader", "none", Cancel).AsTask());

        Task<Role> CreateAsync(string name, string trust, string description, int seconds) =>
            store.Engine.Identities.Roles.CreateAsync(name, trust, description, seconds, Cancel).AsTask();
    }

    [Fact]
    public async Task A_role_is_there_after_a_restart()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.Local);
        await store.Engine.Identities.Roles.CreateAsync("uploader", Trust, "", 3600, Cancel);
        await store.ReopenAsync();
        Assert.Equal(Trust, (await store.Engine.Identities.Roles.GetAsync("uploader", Cancel)).TrustPolicy);
    }

    private static async Task RefusedAsync(OssError error, Task act) =>
        Assert.Equal(error, (await Assert.ThrowsAsync<OssException>(() => act)).Error);
}
