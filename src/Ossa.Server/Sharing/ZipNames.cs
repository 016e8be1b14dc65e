namespace Ossa.Server.Sharing;

/// <summary>
/// The names that keys get in an archive. Whoever unpacks it must not be led out of the folder, nor write what a system takes for a device, nor
/// lose one file to another of the same name. Keys come in order, so that a folder is over where the next key is not in it, and all that is
/// remembered is what is in the folders that lead to the last key.
/// </summary>
internal sealed class ZipNames
{
    private readonly Stack<Folder> _open = new([new Folder("", "", new ZipSiblings())]);

    /// <summary>The name of the next key, which counts from its folder on.</summary>
    public string For(string relativeKey)
    {
        while (!relativeKey.StartsWith(_open.Peek().Prefix, StringComparison.Ordinal))
        {
            _open.Pop();
        }

        while (relativeKey.IndexOf('/', _open.Peek().Prefix.Length) is var slash and >= 0)
        {
            _open.Push(Within(_open.Peek(), relativeKey[..(slash + 1)]));
        }

        var folder = _open.Peek();
        var last = relativeKey[folder.Prefix.Length..];
        return folder.Path + folder.Siblings.Take(SafeName.Of(last));
    }

    private static Folder Within(Folder parent, string prefix)
    {
        var part = prefix[parent.Prefix.Length..^1];
        // Between two slashes is no folder.
        return part.Length == 0
            ? parent with
            {
                Prefix = prefix,
            }
            : new Folder(prefix, $"{parent.Path}{parent.Siblings.Take(SafeName.Of(part))}/", new ZipSiblings());
    }

    /// <param name="Prefix">How the keys in it begin.</param>
    /// <param name="Path">What it is called, with those that it is in.</param>
    /// <param name="Siblings">The names in it.</param>
    private sealed record Folder(string Prefix, string Path, ZipSiblings Siblings);
}
