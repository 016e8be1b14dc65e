using System.Text;
using Ossa.Engine.Identity;
using Ossa.Protocol.Errors;
using Ossa.Storage;
using Xunit;

namespace Ossa.Tests.Engine.Identity;

/// <summary>Users, groups, keys and policies over every storage engine.</summary>
public sealed class IdentityStoreTests
{
    private const string Policy =
        """{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "oss:*", "Resource": "*"}]}""";

    public static TheoryData<EngineKind> Kinds => TestStore.Kinds;

    private static CancellationToken Cancel => TestStore.Cancel;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_stands_behind_a_key_is_what_was_said_last(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var identities = store.Engine.Identities;
        var user = await identities.Users.CreateAsync("alice", Cancel);
        var made = await identities.Keys.CreateAsync("alice", Cancel);
        Assert.Equal((user.Id, 0), await BehindAsync());
        await identities.Policies.PutAsync("own", Policy, Cancel);
        await identities.Users.AttachAsync("alice", "own", Cancel);
        Assert.Equal((user.Id, 1), await BehindAsync());
        await identities.Groups.CreateAsync("readers", Cancel);
        await identities.Groups.AttachAsync("readers", "AliyunOSSReadOnlyAccess", Cancel);
        await identities.Users.JoinAsync("alice", "readers", Cancel);
        Assert.Equal((user.Id, 2), await BehindAsync());
        await identities.Groups.DetachAsync("readers", "AliyunOSSReadOnlyAccess", Cancel);
        Assert.Equal((user.Id, 1), await BehindAsync());
        await identities.Keys.ActivateAsync(made.Key.Id, false, Cancel);
        Assert.False((await identities.Resolver.FindAsync(made.Key.Id, Cancel))!.IsActive);
        await identities.Keys.DeleteAsync(made.Key.Id, Cancel);
        Assert.Null(await identities.Resolver.FindAsync(made.Key.Id, Cancel));

        async Task<(string, int)> BehindAsync()
        {
            var known = (await identities.Resolver.FindAsync(made.Key.Id, Cancel))!;
            return (known.Owner!.User.Id, known.Owner!.Policies.Count);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Nothing_is_deleted_while_something_hangs_on_it(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var (users, groups, keys, policies) = (
            store.Engine.Identities.Users,
            store.Engine.Identities.Groups,
            store.Engine.Identities.Keys,
            store.Engine.Identities.Policies
        );
        await users.CreateAsync("alice", Cancel);
        await groups.CreateAsync("readers", Cancel);
        await policies.PutAsync("own", Policy, Cancel);
        await users.JoinAsync("alice", "readers", Cancel);
        await groups.AttachAsync("readers", "own", Cancel);
        var key = (await keys.CreateAsync("alice", Cancel)).Key.Id;
        await RefusedAsync(RamErrors.UserHasKeys, users.DeleteAsync("alice", Cancel));
        await RefusedAsync(RamErrors.GroupHasUsers, groups.DeleteAsync("readers", Cancel));
        await RefusedAsync(RamErrors.PolicyIsAttached, policies.DeleteAsync("own", Cancel));
        await keys.DeleteAsync(key, Cancel);
        await users.DeleteAsync("alice", Cancel);
        await groups.DeleteAsync("readers", Cancel);
        await policies.DeleteAsync("own", Cancel);
        Assert.Empty(await users.ListAsync(Cancel).ToListAsync(Cancel));
        Assert.Empty(await groups.ListAsync(Cancel).ToListAsync(Cancel));
        Assert.Empty(await policies.ListAsync(Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task What_there_is_not_or_is_already_is_refused()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.InMemory);
        var (users, groups, keys, policies) = (
            store.Engine.Identities.Users,
            store.Engine.Identities.Groups,
            store.Engine.Identities.Keys,
            store.Engine.Identities.Policies
        );
        await users.CreateAsync("alice", Cancel);
        await groups.CreateAsync("readers", Cancel);
        await keys.CreateAsync("alice", Cancel);
        await keys.CreateAsync("alice", Cancel);
        await RefusedAsync(RamErrors.UserExists, users.CreateAsync("alice", Cancel));
        await RefusedAsync(RamErrors.GroupExists, groups.CreateAsync("readers", Cancel));
        await RefusedAsync(RamErrors.TooManyKeys, keys.CreateAsync("alice", Cancel));
        await RefusedAsync(RamErrors.NoSuchUser, keys.CreateAsync("bob", Cancel));
        await RefusedAsync(RamErrors.NoSuchUser, users.DeleteAsync("bob", Cancel));
        await RefusedAsync(RamErrors.NoSuchGroup, users.JoinAsync("alice", "writers", Cancel));
        await RefusedAsync(RamErrors.NoSuchPolicy, users.AttachAsync("alice", "none", Cancel));
        await RefusedAsync(RamErrors.PolicyNotAttached, users.DetachAsync("alice", "none", Cancel));
        await RefusedAsync(RamErrors.UserNotInGroup, users.LeaveAsync("alice", "readers", Cancel));
        await RefusedAsync(RamErrors.NoSuchKey, keys.DeleteAsync("OSSUnone", Cancel));
        await RefusedAsync(RamErrors.SystemPolicy, policies.PutAsync("AliyunOSSFullAccess", Policy, Cancel));
        await RefusedAsync(RamErrors.SystemPolicy, policies.DeleteAsync("AliyunOSSFullAccess", Cancel));
        await RefusedAsync(RamErrors.MalformedPolicy, policies.PutAsync("own", "{}", Cancel));
        await RefusedAsync(RamErrors.MalformedPolicy, policies.PutAsync("own", Policy.PadRight(6 * 1024 + 1), Cancel));
        await RefusedAsync(RamErrors.InvalidUserName, users.CreateAsync("a/b", Cancel));
        await RefusedAsync(RamErrors.InvalidUserName, users.CreateAsync(new string('a', 65), Cancel));
        await RefusedAsync(RamErrors.InvalidGroupName, groups.CreateAsync("", Cancel));
        await RefusedAsync(RamErrors.InvalidPolicyName, policies.PutAsync("a_b", Policy, Cancel));
    }

    [Fact]
    public async Task A_user_has_two_keys_at_most_even_when_many_are_asked_for_at_once()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.InMemory);
        await store.Engine.Identities.Users.CreateAsync("alice", Cancel);
        var made = await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(async _ =>
                {
                    try
                    {
                        await store.Engine.Identities.Keys.CreateAsync("alice", Cancel);
                        return true;
                    }
                    catch (OssException e) when (e.Error == RamErrors.TooManyKeys)
                    {
                        return false;
                    }
                })
        );
        Assert.Equal(2, made.Count(one => one));
        Assert.Equal(2, (await store.Engine.Identities.Keys.ListAsync("alice", Cancel)).Count);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task No_row_tells_a_secret_and_a_secret_opens_under_its_own_name_only(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        await store.Engine.Identities.Users.CreateAsync("alice", Cancel);
        var one = await store.Engine.Identities.Keys.CreateAsync("alice", Cancel);
        var two = await store.Engine.Identities.Keys.CreateAsync("alice", Cancel);
        var partition = new PartitionId("identity");
        var rows = await store.Storage.Metadata.ScanAsync(
            partition,
            RowFamily.Record,
            KeyRange.Prefix([]),
            limit: 100,
            Cancel
        );
        Assert.DoesNotContain(
            rows,
            row => Encoding.Latin1.GetString(row.Value).Contains(one.Secret, StringComparison.Ordinal)
        );
        Assert.DoesNotContain(one.Secret, one.ToString(), StringComparison.Ordinal);
        var exchanged = rows.Single(row => Encoding.Latin1.GetString(row.Key) == "k/" + one.Key.Id).Value;
        var stolen = IdentityCodec.Encode(IdentityCodec.DecodeKey(exchanged) with { Id = two.Key.Id });
        Assert.True(
            await store.Storage.Metadata.ApplyAsync(
                partition,
                new WriteBatch().Put(RowFamily.Record, Encoding.Latin1.GetBytes("k/" + two.Key.Id), stolen),
                Cancel
            )
        );
        await Assert.ThrowsAsync<InvalidDataException>(async () =>
            await store.Engine.Identities.Resolver.FindAsync(two.Key.Id, Cancel)
        );
    }

    [Fact]
    public async Task All_of_it_is_there_after_a_restart()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.Local);
        await store.Engine.Identities.Users.CreateAsync("alice", Cancel);
        await store.Engine.Identities.Users.AttachAsync("alice", "AliyunOSSFullAccess", Cancel);
        var made = await store.Engine.Identities.Keys.CreateAsync("alice", Cancel);
        await store.ReopenAsync();
        var known = (await store.Engine.Identities.Resolver.FindAsync(made.Key.Id, Cancel))!;
        Assert.Equal(("alice", true, 1), (known.Owner!.User.Name, known.IsActive, known.Owner!.Policies.Count));
    }

    private static Task RefusedAsync(OssError error, ValueTask act) => RefusedAsync(error, act.AsTask());

    private static Task RefusedAsync<T>(OssError error, ValueTask<T> act) => RefusedAsync(error, act.AsTask());

    private static async Task RefusedAsync(OssError error, Task act) =>
        Assert.Equal(error, (await Assert.ThrowsAsync<OssException>(() => act)).Error);
}
