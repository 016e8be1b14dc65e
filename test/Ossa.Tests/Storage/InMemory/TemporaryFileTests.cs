using Ossa.Storage;
using Ossa.Storage.InMemory;
using Xunit;

namespace Ossa.Tests.Storage.InMemory;

public sealed class TemporaryFileTests
{
    [Fact]
    public async Task A_large_body_in_memory_has_no_name_that_could_remain()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var directory = new TemporaryDirectory();
        await using var store = new InMemoryBlobStore(directory.Path);
        await using var writer = await store.CreateAsync(BlobId.New(), cancel);
        await writer.WriteAsync(Bytes.Pattern(InMemoryBlobStore.SpillBytes), cancel);
        await writer.WriteAsync(new byte[] { 1 }, cancel);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Empty(Directory.EnumerateFileSystemEntries(directory.Path));
        }

        await writer.CompleteAsync(cancel);
        await store.DisposeAsync();
        Assert.Empty(Directory.EnumerateFileSystemEntries(directory.Path));
    }

    [Fact]
    public async Task A_temporary_directory_that_is_gone_fails_the_write_and_nothing_else()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var store = new InMemoryBlobStore(Path.Combine(Path.GetTempPath(), "ossa-no-such-directory"));
        await using var writer = await store.CreateAsync(BlobId.New(), cancel);
        var large = Bytes.Pattern(InMemoryBlobStore.SpillBytes + 1);
        await Assert.ThrowsAsync<DirectoryNotFoundException>(() => writer.WriteAsync(large, cancel).AsTask());
        await using var small = await store.CreateAsync(BlobId.New(), cancel);
        await small.WriteAsync(new byte[] { 1 }, cancel);
        Assert.Equal(
            await small.CompleteAsync(cancel),
            Assert.Single(await store.ListAsync(cancel).ToListAsync(cancel))
        );
    }
}
