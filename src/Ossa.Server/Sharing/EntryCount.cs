namespace Ossa.Server.Sharing;

/// <summary>
/// Counts the files of an archive and the folders that they are in. Keys come in order, so a folder is new where the key before was not in it.
/// </summary>
internal sealed class EntryCount
{
    private int _entries;
    private string _before = "";

    /// <summary>Counts the next file, by its key from the folder on; false when the archive has more than it may.</summary>
    public bool TryAdd(string relativeKey)
    {
        var common = relativeKey.AsSpan().CommonPrefixLength(_before);
        _entries += 1 + relativeKey.AsSpan(common).Count('/');
        _before = relativeKey;
        return _entries <= FolderZip.MaxEntries;
    }
}
