namespace Ossa.Simulation.Crashes.Disk;

/// <summary>A file or a directory, whatever its names are.</summary>
internal sealed class Node(string path, bool isDirectory, byte[] durable)
{
    private readonly List<DataChange> _changes = [];

    /// <summary>Where it was made, below the root of the record.</summary>
    public string Path => path;

    public bool IsDirectory => isDirectory;

    /// <summary>What the file was when the record began.</summary>
    public byte[] Durable => durable;

    /// <summary>What was done to the file's content, in order.</summary>
    public IReadOnlyList<DataChange> Changes => _changes;

    /// <summary>What a directory holds for the running process; a crash may leave something else.</summary>
    public Dictionary<string, Node> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>Every change with a smaller number is on the disk: of a file its content, of a directory its names.</summary>
    public int SyncedBefore { get; private set; }

    public void Change(DataChange change) => _changes.Add(change);

    public void Synced(int before) => SyncedBefore = Math.Max(SyncedBefore, before);
}
