namespace Ossa.Simulation.Running;

/// <summary>A directory of one run's own, removed at its end; in memory where the system has enough for that.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    private const string InMemory = "/dev/shm";
    private const long EnoughBytes = 2L << 30;

    public string Path { get; } = Create();

    public string Combine(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static string Create()
    {
        var path = Directory.CreateTempSubdirectory("ossa-simulation-").FullName;
        if (!Directory.Exists(InMemory) || new DriveInfo(InMemory).AvailableFreeSpace < EnoughBytes)
        {
            return path;
        }

        var name = System.IO.Path.GetFileName(path);
        Directory.Delete(path);
        return Directory.CreateDirectory(System.IO.Path.Combine(InMemory, name)).FullName;
    }
}
