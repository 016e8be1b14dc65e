namespace Ossa.Conformance.Tools;

/// <summary>A file system of a few hundred MiB in memory, which a test may fill; the test is skipped where mounting is not permitted.</summary>
public sealed class SmallDisk : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private SmallDisk() { }

    public string FullPath => _directory.FullPath;

    public static async Task<SmallDisk> MountAsync(int sizeMiB, CancellationToken cancellationToken)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has tmpfs.");
        var disk = new SmallDisk();
        var mounted = await ProcessRunner.RunAsync(
            "mount",
            ["-t", "tmpfs", "-o", $"size={sizeMiB}m", "tmpfs", disk.FullPath],
            cancellationToken
        );
        if (mounted.ExitCode != 0)
        {
            disk._directory.Dispose();
            Assert.Skip($"Mounting a tmpfs is not permitted here: {mounted.Error.Trim()}");
        }
        return disk;
    }

    /// <summary>What another program does: writes until nothing is left. Gives the file's path.</summary>
    public string FillUp()
    {
        var path = Path.Combine(FullPath, "other");
        using var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write);
        for (var block = new byte[1 << 20]; block.Length >= 512; )
        {
            try
            {
                RandomAccess.Write(file, block, RandomAccess.GetLength(file));
            }
            catch (IOException)
            {
                block = new byte[block.Length / 2];
            }
        }
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        var unmounted = await ProcessRunner.RunAsync("umount", [FullPath], CancellationToken.None);
        unmounted.ShouldSucceed();
        _directory.Dispose();
    }
}
