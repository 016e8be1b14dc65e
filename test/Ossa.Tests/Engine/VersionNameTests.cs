using Ossa.Engine.Buckets;
using Ossa.Engine.Versions;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Engine;

/// <summary>Names of versions: as long as they are in use, and after.</summary>
public sealed class VersionNameTests
{
    public static TheoryData<EngineKind> Kinds => TestStore.Kinds;

    private static CancellationToken Cancel => TestStore.Cancel;

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_name_of_a_removed_version_is_not_given_again(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        await store.SwitchAsync(VersioningState.Enabled);
        var removed = await store.PutAsync("key", Bytes.Of("one"));
        await store.Engine.Objects.DeleteVersionAsync(store.Bucket, "key", removed.Version, Cancel);
        var next = await store.PutAsync("key", Bytes.Of("two"));
        Assert.NotEqual(removed.Version, next.Version);
        Assert.Null(await store.ReadAsync("key", removed.Version));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Names_go_on_after_a_restart_with_the_clock_set_back(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        await store.SwitchAsync(VersioningState.Enabled);
        var given = new HashSet<VersionId>();
        for (var start = 0; start < 3; start++)
        {
            var kept = await store.PutAsync("kept", Bytes.Of("kept"));
            Assert.True(given.All(earlier => earlier.Sequence < kept.Version.Sequence));
            Assert.True(given.Add(kept.Version));
            // The clock takes the very places again that were given before the first restart.
            for (var i = 0; i < 5; i++)
            {
                var removed = await store.PutAsync("removed", Bytes.Of("removed"));
                Assert.True(given.Add(removed.Version), $"{removed.Version} was given again.");
                await store.Engine.Objects.DeleteVersionAsync(store.Bucket, "removed", removed.Version, Cancel);
            }

            await store.ReopenAsync(clockStepsBack: TimeSpan.FromSeconds(start));
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_bucket_can_be_emptied_page_by_page(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        await store.SwitchAsync(VersioningState.Enabled);
        await store.PutAsync("key", Bytes.Of("one"));
        await store.SwitchAsync(VersioningState.Suspended);
        await store.PutAsync("key", Bytes.Of("two"));
        var query = new VersionQuery("", "", "", null, 1);
        VersionPage page;
        do
        {
            page = await store.Engine.Versions.ListAsync(store.Bucket, query, Cancel);
            foreach (var (key, record, _) in page.Versions)
            {
                await store.Engine.Objects.DeleteVersionAsync(store.Bucket, key, record.Version, Cancel);
            }

            query = query with { AfterKey = page.NextKey ?? "", AfterVersion = page.NextVersion };
        } while (page.NextKey is not null);
        await store.Engine.Buckets.DeleteAsync(store.Bucket, Cancel);
        Assert.Null(await store.Engine.Buckets.FindAsync("bucket", Cancel));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_page_after_the_only_version_of_a_key_does_not_show_it_again(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        await store.PutAsync("a", Bytes.Of("one"));
        await store.PutAsync("b", Bytes.Of("two"));
        await store.SwitchAsync(VersioningState.Enabled);
        var query = new VersionQuery("", "", "a", VersionId.Null, 10);
        var page = await store.Engine.Versions.ListAsync(store.Bucket, query, Cancel);
        Assert.Equal(["b"], page.Versions.Select(version => version.Key));
    }
}
