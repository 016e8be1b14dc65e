using Ossa.Engine.Checking;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Engine.Checking;

/// <summary>What can happen to files.</summary>
public sealed class LocalDamageTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(300_000)]
    [InlineData(599_999)]
    [InlineData(600_010)]
    public async Task A_flipped_bit_is_found_also_after_the_file_was_read(int offset)
    {
        await using var store = await FilledAsync();
        var path = await PathOfAsync(store, "large");
        // The engine remembers blocks that it has found good.
        Assert.Empty(await store.CheckAsync());
        var bytes = await File.ReadAllBytesAsync(path, TestStore.Cancel);
        bytes[offset] ^= 4;
        await File.WriteAllBytesAsync(path, bytes, TestStore.Cancel);
        await FindsAsync(store, FindingKind.DamagedBody, "large", "large-copy");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(500_000)]
    [InlineData(600_010)]
    public async Task A_file_that_was_cut_is_found_even_quickly(int length)
    {
        await using var store = await FilledAsync();
        await using (var file = File.OpenWrite(await PathOfAsync(store, "large")))
        {
            file.SetLength(length);
        }

        await FindsAsync(store, FindingKind.DamagedBody, "large", "large-copy");
        Assert.Equal(2, (await store.CheckAsync(new CheckOptions { Quick = true })).Count);
    }

    [Fact]
    public async Task A_file_that_was_deleted_is_found_even_quickly()
    {
        await using var store = await FilledAsync();
        File.Delete(await PathOfAsync(store, "large"));
        await FindsAsync(store, FindingKind.MissingBody, "large", "large-copy");
        Assert.Equal(2, (await store.CheckAsync(new CheckOptions { Quick = true })).Count);
    }

    [Fact]
    public async Task Two_files_that_were_swapped_are_found()
    {
        await using var store = await FilledAsync();
        await store.PutAsync("second", Bytes.Pattern(600_000, 99));
        var (first, second) = (await PathOfAsync(store, "large"), await PathOfAsync(store, "second"));
        File.Move(first, first + ".away");
        File.Move(second, first);
        File.Move(first + ".away", second);
        await FindsAsync(store, FindingKind.DamagedBody, "large", "large-copy", "second");
    }

    private static async Task<TestStore> FilledAsync()
    {
        var store = await TestStore.OpenAsync(EngineKind.Local);
        await store.FillAsync();
        return store;
    }

    private static async Task<string> PathOfAsync(TestStore store, string key)
    {
        var id = (await store.RecordAsync(key)).Body.Id.ToString();
        return Directory.EnumerateFiles(store.Path, id, SearchOption.AllDirectories).Single();
    }

    private static async Task FindsAsync(TestStore store, FindingKind kind, params string[] keys)
    {
        var found = await store.CheckAsync(new CheckOptions { Repair = true });
        Assert.All(
            found,
            finding => Assert.Equal((kind, "bucket", false), (finding.Kind, finding.Bucket, finding.Repaired))
        );
        Assert.Equal(keys, found.Select(finding => finding.Key).Order());
    }
}
