using Microsoft.Extensions.Time.Testing;
using Ossa.Engine;
using Ossa.Protocol.Errors;
using Ossa.Storage;
using Ossa.Tests.Server;
using Xunit;

namespace Ossa.Tests.Engine.Identity;

/// <summary>Changes of identities take turns, so that none waits for ever.</summary>
public sealed class IdentityTurnTests
{
    private const int Most = 100;

    private const string Policy =
        """{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "oss:GetObject", "Resource": "*"}]}""";

    private static readonly PartitionId Partition = new("identity");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_policy_is_deleted_however_often_others_change_something_meanwhile()
    {
        var (storage, store) = InterceptedStore.Create();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await using var engine = await OssaEngine.OpenAsync(storage, new EngineOptions(), time, Cancel);
        var (users, policies) = (engine.Identities.Users, engine.Identities.Policies);
        await policies.PutAsync("p", Policy, Cancel);

        // Each look at who has the policy begins with somebody else's change.
        var others = new List<Task>();
        store.BeforeScan = partition =>
        {
            if (partition == Partition && others.Count < Most)
            {
                others.Add(users.CreateAsync($"user-{others.Count}", Cancel).AsTask());
            }
        };
        await policies.DeleteAsync("p", Cancel);
        store.BeforeScan = null;

        await Task.WhenAll(others);
        Assert.InRange(others.Count, 1, 3);
        await Assert.ThrowsAsync<OssException>(async () => await policies.GetAsync("p", Cancel));
        Assert.Equal(others.Count, await users.ListAsync(Cancel).CountAsync(Cancel));
    }

    [Fact]
    public async Task A_change_that_is_refused_or_given_up_lets_the_next_one_have_its_turn()
    {
        await using var store = await InterleavedStore.OpenAsync();
        var users = store.Engine.Identities.Users;
        await users.CreateAsync("alice", Cancel);
        await Assert.ThrowsAsync<OssException>(async () => await users.CreateAsync("alice", Cancel));
        store.Rows.BeforeBatch = () => throw new OperationCanceledException();
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await users.CreateAsync("bob", Cancel));
        store.Rows.BeforeBatch = null;
        await users.CreateAsync("bob", Cancel);
    }
}
