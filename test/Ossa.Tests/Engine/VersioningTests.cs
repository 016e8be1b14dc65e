using Ossa.Engine.Buckets;
using Ossa.Engine.Objects;
using Ossa.Engine.Versions;
using Ossa.Protocol.Access;
using Ossa.Protocol.Errors;
using Ossa.Storage;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Engine;

public sealed class VersioningTests
{
    public static TheoryData<EngineKind> Kinds => TestStore.Kinds;

    private static CancellationToken Cancel => TestStore.Cancel;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Every_write_is_a_version_and_the_newest_is_current(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        await store.SwitchAsync(VersioningState.Enabled);
        var one = await store.PutAsync("key", Bytes.Of("one"));
        var two = await store.PutAsync("key", Bytes.Of("two"));
        Assert.NotEqual(one.Version, two.Version);
        Assert.Equal("two", Bytes.Text(await store.ReadAsync("key")));
        Assert.Equal("one", Bytes.Text(await store.ReadAsync("key", one.Version)));
        Assert.Equal("two", Bytes.Text(await store.ReadAsync("key", two.Version)));
        Assert.Null(await store.ReadAsync("key", VersionId.Null));
        Assert.Equal(["key two *", "key one"], await ListAsync(store));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_was_there_before_becomes_the_version_named_null(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        await store.PutAsync("key", Bytes.Of("old"));
        await store.PutAsync("other", Bytes.Of("untouched"));
        await store.SwitchAsync(VersioningState.Enabled);
        Assert.Equal("old", Bytes.Text(await store.ReadAsync("key", VersionId.Null)));
        Assert.Equal(["key old * null", "other untouched * null"], await ListAsync(store));
        await store.PutAsync("key", Bytes.Of("new"));
        Assert.Equal("old", Bytes.Text(await store.ReadAsync("key", VersionId.Null)));
        Assert.Equal(["key new *", "key old null", "other untouched * null"], await ListAsync(store));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_deletion_hides_and_its_removal_shows_again(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        await store.SwitchAsync(VersioningState.Enabled);
        await store.PutAsync("key", Bytes.Of("one"));
        var marker = await store.Engine.Objects.DeleteAsync(store.Bucket, "key", Cancel);
        Assert.True(marker!.IsDeleteMarker);
        Assert.Null(await store.ReadAsync("key"));
        var found = await store.Engine.Objects.FindMarkerAsync(store.Bucket, "key", null, Cancel);
        Assert.Equal(marker.Version, found!.Version);
        Assert.Empty((await store.Engine.Listing.ListAsync(store.Bucket, new("", "", "", 10), Cancel)).Objects);
        Assert.Equal(["key (marker) *", "key one"], await ListAsync(store));

        var removed = await store.Engine.Objects.DeleteVersionAsync(store.Bucket, "key", marker.Version, Cancel);
        Assert.True(removed!.IsDeleteMarker);
        Assert.Equal("one", Bytes.Text(await store.ReadAsync("key")));
        Assert.Null(await store.Engine.Objects.DeleteVersionAsync(store.Bucket, "key", marker.Version, Cancel));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Removing_the_newest_version_makes_the_next_one_current(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        await store.PutAsync("key", Bytes.Of("null"));
        await store.SwitchAsync(VersioningState.Enabled);
        var one = await store.PutAsync("key", Bytes.Of("one"));
        await store.Engine.Objects.DeleteAsync(store.Bucket, "key", Cancel);
        var two = await store.PutAsync("key", Bytes.Of("two"));
        await store.Engine.Objects.DeleteVersionAsync(store.Bucket, "key", two.Version, Cancel);
        Assert.Null(await store.ReadAsync("key"));
        var marker = await store.Engine.Objects.FindMarkerAsync(store.Bucket, "key", null, Cancel);
        await store.Engine.Objects.DeleteVersionAsync(store.Bucket, "key", marker!.Version, Cancel);
        Assert.Equal("one", Bytes.Text(await store.ReadAsync("key")));
        await store.Engine.Objects.DeleteVersionAsync(store.Bucket, "key", one.Version, Cancel);
        Assert.Equal("null", Bytes.Text(await store.ReadAsync("key")));
        await store.Engine.Objects.DeleteVersionAsync(store.Bucket, "key", VersionId.Null, Cancel);
        Assert.Null(await store.ReadAsync("key"));
        await store.Engine.Buckets.DeleteAsync(store.Bucket, Cancel);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task While_suspended_writes_replace_the_version_named_null_only(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        await store.PutAsync("key", Bytes.Of("null 1"));
        await store.SwitchAsync(VersioningState.Enabled);
        await store.PutAsync("key", Bytes.Of("kept"));
        await store.SwitchAsync(VersioningState.Suspended);
        await store.PutAsync("key", Bytes.Of("null 2"));
        Assert.Equal(["key null 2 * null", "key kept"], await ListAsync(store));
        await store.PutAsync("key", Bytes.Of("null 3"));
        Assert.Equal(["key null 3 * null", "key kept"], await ListAsync(store));
        var marker = await store.Engine.Objects.DeleteAsync(store.Bucket, "key", Cancel);
        Assert.Equal(VersionId.Null, marker!.Version);
        Assert.Equal(["key (marker) * null", "key kept"], await ListAsync(store));
        await store.SwitchAsync(VersioningState.Enabled);
        await store.PutAsync("key", Bytes.Of("newest"));
        Assert.Equal(["key newest *", "key (marker) null", "key kept"], await ListAsync(store));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_older_version_is_restored_by_a_copy(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        await store.SwitchAsync(VersioningState.Enabled);
        var one = await store.PutAsync("key", Bytes.Pattern(200_000, 1));
        await store.PutAsync("key", Bytes.Pattern(200_000, 2));
        await store.CopyAsync("key", "key", one.Version);
        Assert.Equal(Bytes.Pattern(200_000, 1), await store.ReadAsync("key"));
        Assert.Equal(2, await store.CountBlobsAsync());
        await store.Engine.Objects.DeleteVersionAsync(store.Bucket, "key", one.Version, Cancel);
        await store.Engine.Collector.CollectAllAsync(Cancel);
        Assert.Equal(Bytes.Pattern(200_000, 1), await store.ReadAsync("key"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_list_is_set_on_one_version(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        await store.SwitchAsync(VersioningState.Enabled);
        var one = await store.PutAsync("key", Bytes.Of("one"));
        await store.PutAsync("key", Bytes.Of("two"));
        await store.Engine.Objects.SetAclAsync(store.Bucket, "key", one.Version, CannedAcl.PublicRead, Cancel);
        Assert.Equal(CannedAcl.PublicRead, (await FindAsync(one.Version))!.Acl);
        Assert.Equal(CannedAcl.Default, (await FindAsync(null))!.Acl);
        await store.Engine.Objects.SetAclAsync(store.Bucket, "key", null, CannedAcl.Private, Cancel);
        Assert.Equal(CannedAcl.Private, (await FindAsync(null))!.Acl);
        Assert.Equal(CannedAcl.PublicRead, (await FindAsync(one.Version))!.Acl);

        async Task<ObjectRecord?> FindAsync(VersionId? version) =>
            await store.Engine.Objects.FindAsync(store.Bucket, "key", version, Cancel);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Versions_stay_in_order_when_the_clock_steps_back(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        await store.SwitchAsync(VersioningState.Enabled);
        await store.PutAsync("key", Bytes.Of("one"));
        store.Time.AdjustTime(store.Time.GetUtcNow() - TimeSpan.FromHours(5));
        await store.PutAsync("key", Bytes.Of("two"));
        Assert.Equal(["key two *", "key one"], await ListAsync(store));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_bucket_that_never_kept_versions_pays_nothing_for_them(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        await store.PutAsync("key", Bytes.Of("one"));
        await store.PutAsync("key", Bytes.Of("two"));
        var rows = (await store.RowsAsync(RowFamily.Record)).Select(row => Bytes.Text(row.Key));
        Assert.Equal(["h", "o/key", "s/bytes", "s/objects"], rows);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_bucket_with_versions_is_not_empty(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        await store.SwitchAsync(VersioningState.Enabled);
        await store.Engine.Objects.DeleteAsync(store.Bucket, "never there", Cancel);
        var refusal = await Assert.ThrowsAsync<OssException>(() =>
            store.Engine.Buckets.DeleteAsync(store.Bucket, Cancel).AsTask()
        );
        Assert.Equal(OssErrors.BucketNotEmpty, refusal.Error);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Any_page_size_lists_the_same_versions(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind);
        for (var i = 0; i < 7; i++)
        {
            await store.PutAsync($"a/{i}", Bytes.Of("before"));
        }

        await store.SwitchAsync(VersioningState.Enabled);
        foreach (var key in new[] { "a/1", "a/1", "a/3", "b", "b", "a/0", "c/1", "c/1", "d" })
        {
            await store.PutAsync(key, Bytes.Of("after"));
        }

        await store.Engine.Objects.DeleteAsync(store.Bucket, "b", Cancel);
        await store.SwitchAsync(VersioningState.Suspended);
        await store.PutAsync("a/3", Bytes.Of("suspended"));
        await store.PutAsync("e", Bytes.Of("suspended"));
        foreach (var (prefix, delimiter) in new[] { ("", ""), ("a/", ""), ("", "/"), ("a/3", ""), ("b", "") })
        {
            var whole = await PagesAsync(store, prefix, delimiter, 1000);
            foreach (var size in new[] { 1, 2, 3, 5 })
            {
                Assert.Equal(whole, await PagesAsync(store, prefix, delimiter, size));
            }
        }
    }

    private static async Task<List<string>> ListAsync(TestStore store) => await PagesAsync(store, "", "", 1000);

    private static async Task<List<string>> PagesAsync(TestStore store, string prefix, string delimiter, int size)
    {
        List<string> seen = [];
        VersionPage page;
        var query = new VersionQuery(prefix, delimiter, "", null, size);
        do
        {
            page = await store.Engine.Versions.ListAsync(store.Bucket, query, Cancel);
            Assert.InRange(page.Versions.Count + page.CommonPrefixes.Count, 0, size);
            foreach (var (key, record, isLatest) in page.Versions)
            {
                var body = record.IsDeleteMarker ? "(marker)" : Text(await store.ReadAsync(key, record.Version));
                seen.Add($"{key} {body}{(isLatest ? " *" : "")}{(record.Version == VersionId.Null ? " null" : "")}");
            }

            seen.AddRange(page.CommonPrefixes);
            query = query with { AfterKey = page.NextKey ?? "", AfterVersion = page.NextVersion };
        } while (page.NextKey is not null);
        // Prefixes stand apart from versions on a page, so that their place in between depends on its size.
        return delimiter.Length == 0 ? seen : [.. seen.Order(StringComparer.Ordinal)];
    }

    private static string Text(byte[]? body) => body is { Length: > 100 } ? "(large)" : Bytes.Text(body);
}
