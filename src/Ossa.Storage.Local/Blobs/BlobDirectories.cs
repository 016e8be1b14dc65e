using System.Globalization;
using Ossa.Storage.Local.FileSystem;

namespace Ossa.Storage.Local.Blobs;

/// <summary>The 256 directories that blob files are spread over by the first byte of their names.</summary>
internal sealed class BlobDirectories(string root, IDiskSync sync)
{
    private readonly SharedDirectorySync[] _directories =
    [
        .. PathsIn(root).Select(path => new SharedDirectorySync(path, sync)),
    ];

    /// <summary>All of them, in the order of their numbers.</summary>
    public static IEnumerable<string> PathsIn(string root) =>
        Enumerable
            .Range(0, 256)
            .Select(number => Path.Combine(root, number.ToString("x2", CultureInfo.InvariantCulture)));

    public string PathOf(BlobId id) => Path.Combine(DirectoryOf(id).Path, id.ToString());

    /// <summary>Returns once it is on the disk which of these files there are. Files of one directory share a sync.</summary>
    public void SyncNames(IEnumerable<BlobId> ids)
    {
        foreach (var directory in ids.Select(DirectoryOf).Distinct())
        {
            directory.Sync();
        }
    }

    /// <summary>The names of all files in one directory after another.</summary>
    public IEnumerable<BlobId> List()
    {
        foreach (var directory in _directories)
        {
            foreach (var path in Directory.EnumerateFiles(directory.Path))
            {
                if (BlobId.TryParse(Path.GetFileName(path.AsSpan()), out var id))
                {
                    yield return id;
                }
            }
        }
    }

    private SharedDirectorySync DirectoryOf(BlobId id) => _directories[(int)(id.Value >> 120)];
}
