using System.Text;
using Microsoft.Extensions.Time.Testing;
using Ossa.Engine;
using Ossa.Engine.Identity;
using Ossa.Protocol.Errors;
using Ossa.Storage;
using Ossa.Tests.Server;
using Xunit;

namespace Ossa.Tests.Engine.Identity;

/// <summary>What a key costs does not grow with the number of users: each user's row names its keys.</summary>
public sealed class KeyIndexTests
{
    private static readonly PartitionId Partition = new("identity");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_key_is_made_found_listed_or_deleted_by_looking_through_all()
    {
        var (storage, store) = InterceptedStore.Create();
        await using var engine = await OpenAsync(storage);
        var (users, keys) = (engine.Identities.Users, engine.Identities.Keys);
        var scans = 0;
        store.BeforeScan = partition => scans += partition == Partition ? 1 : 0;
        foreach (var name in (string[])["alice", "bob"])
        {
            await users.CreateAsync(name, Cancel);
            var first = await keys.CreateAsync(name, Cancel);
            var second = await keys.CreateAsync(name, Cancel);
            Assert.Equal([first.Key.Id, second.Key.Id], await IdsAsync(engine, name));
            Assert.NotNull(await engine.Identities.Resolver.FindAsync(first.Key.Id, Cancel));
            await Assert.ThrowsAsync<OssException>(async () => await keys.CreateAsync(name, Cancel));
            await keys.DeleteAsync(first.Key.Id, Cancel);
            await Assert.ThrowsAsync<OssException>(async () => await users.DeleteAsync(name, Cancel));
            await keys.DeleteAsync(second.Key.Id, Cancel);
            await users.DeleteAsync(name, Cancel);
        }

        Assert.Equal(0, scans);
    }

    [Fact]
    public async Task A_user_whose_row_does_not_know_its_keys_learns_them_at_the_next_change()
    {
        var (storage, store) = InterceptedStore.Create();
        await using var engine = await OpenAsync(storage);
        var keys = engine.Identities.Keys;
        var user = await engine.Identities.Users.CreateAsync("alice", Cancel);
        var first = await keys.CreateAsync("alice", Cancel);
        // As the row was before it named keys.
        byte[] row = Encoding.UTF8.GetBytes("u/alice");
        var old = IdentityCodec.Encode(user with { KeyIds = null });
        await store.ApplyAsync(Partition, new WriteBatch().Put(RowFamily.Record, row, old), Cancel);
        Assert.Equal([first.Key.Id], await IdsAsync(engine, "alice"));
        await Assert.ThrowsAsync<OssException>(async () => await engine.Identities.Users.DeleteAsync("alice", Cancel));
        var second = await keys.CreateAsync("alice", Cancel);
        store.BeforeScan = partition => Assert.NotEqual(Partition, partition);
        Assert.Equal([first.Key.Id, second.Key.Id], await IdsAsync(engine, "alice"));
        await Assert.ThrowsAsync<OssException>(async () => await keys.CreateAsync("alice", Cancel));
    }

    private static async Task<IEnumerable<string>> IdsAsync(OssaEngine engine, string user) =>
        (await engine.Identities.Keys.ListAsync(user, Cancel)).Select(key => key.Id);

    private static Task<OssaEngine> OpenAsync(StorageEngine storage) =>
        OssaEngine.OpenAsync(
            storage,
            new EngineOptions(),
            new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(1) },
            Cancel
        );
}
