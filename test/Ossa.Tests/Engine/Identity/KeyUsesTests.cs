using Ossa.Engine.Identity;
using Xunit;

namespace Ossa.Tests.Engine.Identity;

/// <summary>What is kept of the uses of keys, over every storage engine.</summary>
public sealed class KeyUsesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<EngineKind> Kinds => TestStore.Kinds;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_newest_use_counts_wherever_it_is(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var id = await MakeKeyAsync(store);
        var uses = store.Engine.KeyUses;
        uses.Note(id, Noon.AddMilliseconds(999), "Oss");
        Assert.Equal(new KeyUse(Noon, "Oss"), await uses.FindAsync(id, Cancel));
        uses.Note(id, Noon.AddSeconds(-1), "Ram");
        await uses.WriteAsync([], Cancel);
        Assert.Equal(new KeyUse(Noon, "Oss"), await uses.FindAsync(id, Cancel));

        // A clock that steps back a little makes no use older than it was.
        uses.Note(id, Noon.AddSeconds(-5), "Ram");
        await uses.WriteAsync([], Cancel);
        Assert.Equal(new KeyUse(Noon, "Oss"), await uses.FindAsync(id, Cancel));
        uses.Note(id, Noon.AddSeconds(5), "Ram");
        Assert.Equal(new KeyUse(Noon.AddSeconds(5), "Ram"), await uses.FindAsync(id, Cancel));
        await uses.WriteAsync([], Cancel);
        await store.ReopenAsync();
        var listed = Assert.Single(await store.Engine.Identities.Keys.ListAsync("alice", Cancel));
        Assert.Equal(new KeyUse(Noon.AddSeconds(5), "Ram"), listed.LastUse);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_use_that_a_wrong_clock_dated_ahead_gives_way(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var id = await MakeKeyAsync(store);
        var uses = store.Engine.KeyUses;
        uses.Note(id, Noon.AddYears(1), "Oss");
        uses.Note(id, Noon, "Ram");
        Assert.Equal(new KeyUse(Noon, "Ram"), await uses.FindAsync(id, Cancel));

        uses.Note(id, Noon.AddYears(1), "Oss");
        await uses.WriteAsync([], Cancel);
        uses.Note(id, Noon, "Sts");
        Assert.Equal(new KeyUse(Noon, "Sts"), await uses.FindAsync(id, Cancel));
        await uses.WriteAsync([], Cancel);
        Assert.Equal(new KeyUse(Noon, "Sts"), await uses.FindAsync(id, Cancel));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Nothing_is_written_of_keys_that_are_gone_and_no_change_is_disturbed(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        var id = await MakeKeyAsync(store);
        var uses = store.Engine.KeyUses;
        var known = await store.Engine.Identities.Resolver.FindAsync(id, Cancel);
        uses.Note(id, Noon, "Oss");
        await uses.WriteAsync([], Cancel);
        // What was found of the key still holds: no identity has changed.
        Assert.Same(known, await store.Engine.Identities.Resolver.FindAsync(id, Cancel));

        uses.Note(id, Noon.AddHours(1), "Oss");
        await store.Engine.Identities.Keys.DeleteAsync(id, Cancel);
        await uses.WriteAsync([], Cancel);
        Assert.Null(await uses.FindAsync(id, Cancel));
    }

    [Fact]
    public async Task Of_more_keys_than_there_is_room_for_the_last_ones_wait()
    {
        await using var store = await TestStore.OpenAsync(EngineKind.InMemory);
        var uses = store.Engine.KeyUses;
        Assert.False(uses.Calls.TryRead(out _));
        for (var i = 0; i <= RecentKeyUses.MaxKeys; i++)
        {
            uses.Note($"OSSU{i}", Noon, "Oss");
        }

        // It asked to be written long before.
        Assert.True(uses.Calls.TryRead(out _));
        Assert.NotNull(await uses.FindAsync($"OSSU{RecentKeyUses.MaxKeys - 1}", Cancel));
        Assert.Null(await uses.FindAsync($"OSSU{RecentKeyUses.MaxKeys}", Cancel));
        await uses.WriteAsync([], Cancel);
        uses.Note($"OSSU{RecentKeyUses.MaxKeys}", Noon, "Oss");
        Assert.NotNull(await uses.FindAsync($"OSSU{RecentKeyUses.MaxKeys}", Cancel));
    }

    private static async Task<string> MakeKeyAsync(TestStore store)
    {
        await store.Engine.Identities.Users.CreateAsync("alice", Cancel);
        return (await store.Engine.Identities.Keys.CreateAsync("alice", Cancel)).Key.Id;
    }
}
