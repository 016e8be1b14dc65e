using Ossa.Engine;
using Ossa.Engine.Archives;
using Ossa.Engine.Objects;
using Ossa.Tests.Engine.Checking;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Engine;

/// <summary>Tags, links, restorations and seals are part of the record, on every storage engine.</summary>
public sealed class ObjectKindTests
{
    public static TheoryData<EngineKind> Kinds => TestStore.Kinds;

    private static CancellationToken Cancel => TestStore.Cancel;

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_an_object_is_survives_a_restart_and_is_no_damage(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(
            kind,
            new EngineOptions { RestoreDelay = TimeSpan.FromSeconds(3) }
        );
        var now = store.Time.GetUtcNow();
        KeyValuePair<string, string>[] tags = [new("a", "1"), new("b", "")];
        await store.PutAsync("tagged", Bytes.Pattern(100_000), new NewObject { Tags = tags });
        await store.Engine.Symlinks.PutAsync(store.Bucket, "link", "名前 +%", new NewObject(), Cancel);
        await store.PutAsync(
            "cold",
            Bytes.Pattern(100_000),
            new NewObject { StorageClass = StorageClasses.ColdArchive }
        );
        var wish = new RestoreWish(2, RestoreTier.Expedited);
        await store.Engine.Restorer.RestoreAsync(store.Bucket, "cold", null, _ => wish, Cancel);
        await store.AppendAsync("log", 0, Bytes.Pattern(10, 2));
        await store.Engine.Appender.SealAsync(store.Bucket, "log", 10, Cancel);
        await store.ReopenAsync();

        Assert.Equal(tags, (await FindAsync(store, "tagged")).Tags);
        var link = await FindAsync(store, "link");
        Assert.Equal((ObjectType.Symlink, "名前 +%"), (link.Type, link.SymlinkTarget));
        var ready = now.AddSeconds(3);
        Assert.Equal(
            new Restoration(ready, ready.AddDays(2), RestoreTier.Expedited),
            (await FindAsync(store, "cold")).Restoration
        );
        Assert.Equal(now, (await FindAsync(store, "log")).SealedAt);
        Assert.Empty(await store.CheckAsync());
    }

    private static async Task<ObjectRecord> FindAsync(TestStore store, string key) =>
        (await store.Engine.Objects.FindAsync(store.Bucket, key, null, Cancel))!;
}
