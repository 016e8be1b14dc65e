using System.Globalization;

namespace Ossa.Server.Sharing;

/// <summary>
/// The names that keys get in an archive. Whoever unpacks it must not be led out of the folder, nor write what a system takes for a device, nor
/// lose one file to another of the same name.
/// </summary>
internal sealed class ZipNames
{
    // Some systems take upper and lower case for the same.
    private readonly HashSet<string> _files = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _folders = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _folderNames = new(StringComparer.OrdinalIgnoreCase);

    // So that many keys which come to the same name do not each count from the beginning.
    private readonly Dictionary<string, int> _numbers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of a key, which counts from its folder on.</summary>
    public string For(string relativeKey)
    {
        string[] parts = [.. relativeKey.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(SafeName.Of)];
        var folder = "";
        foreach (var part in parts.SkipLast(1))
        {
            folder = FolderFor(folder + part) + "/";
        }

        var name = Free(folder + (parts is [.., var last] ? last : "_"), name => IsFile(name) || IsFolder(name));
        _files.Add(name);
        return name;
    }

    /// <summary>The name of a folder, the same for all that is in it; a key may be that of a file and begin those of others.</summary>
    private string FolderFor(string wanted)
    {
        if (!_folders.TryGetValue(wanted, out var name))
        {
            name = Free(wanted, IsFile);
            _folders.Add(wanted, name);
            _folderNames.Add(name);
        }

        return name;
    }

    private bool IsFile(string name) => _files.Contains(name);

    private bool IsFolder(string name) => _folderNames.Contains(name);

    private string Free(string name, Predicate<string> isTaken)
    {
        if (!isTaken(name))
        {
            return name;
        }

        string candidate;
        var number = _numbers.GetValueOrDefault(name, 1);
        do
        {
            candidate = SafeName.With(name, (++number).ToString(CultureInfo.InvariantCulture));
        } while (isTaken(candidate));
        _numbers[name] = number;
        return candidate;
    }
}
