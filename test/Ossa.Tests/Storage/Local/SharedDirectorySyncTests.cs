using Ossa.Storage.Local.Blobs;
using Xunit;

namespace Ossa.Tests.Storage.Local;

public sealed class SharedDirectorySyncTests
{
    [Fact]
    public async Task Those_who_wait_for_a_sync_that_fails_do_not_sync_again()
    {
        using var disk = new SlowDisk { FirstError = new IOException("broken", 5) };
        var directory = new SharedDirectorySync("directory", disk);
        var first = Task.Run(directory.Sync);
        disk.Started.Wait(TestContext.Current.CancellationToken);
        var others = Enumerable.Range(0, 5).Select(_ => Task.Run(directory.Sync)).ToArray();
        disk.Go.Set();
        await Assert.ThrowsAsync<IOException>(() => first);
        foreach (var other in others)
        {
            await Assert.ThrowsAsync<IOException>(() => other);
        }

        Assert.Equal(1, disk.Syncs);
    }
}
