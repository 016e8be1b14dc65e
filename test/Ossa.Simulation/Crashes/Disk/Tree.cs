namespace Ossa.Simulation.Crashes.Disk;

/// <summary>Directories and files with their content, by paths below a root. A directory has no content.</summary>
internal sealed class Tree
{
    private readonly SortedDictionary<string, byte[]?> _entries = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, byte[]?> Entries => _entries;

    public void AddDirectory(string path) => _entries.Add(path, null);

    public void AddFile(string path, byte[] content) => _entries.Add(path, content);

    public static Tree Load(string root)
    {
        var tree = new Tree();
        foreach (var path in Directory.EnumerateDirectories(root, "*", SearchOption.AllDirectories))
        {
            tree.AddDirectory(Path.GetRelativePath(root, path));
        }

        foreach (var path in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
        {
            tree.AddFile(Path.GetRelativePath(root, path), File.ReadAllBytes(path));
        }

        return tree;
    }

    public void Write(string root)
    {
        // A directory comes before what is in it, since its path is the beginning of theirs.
        foreach (var (path, content) in _entries)
        {
            if (content is null)
            {
                Directory.CreateDirectory(Path.Combine(root, path));
            }
            else
            {
                File.WriteAllBytes(Path.Combine(root, path), content);
            }
        }
    }
}
