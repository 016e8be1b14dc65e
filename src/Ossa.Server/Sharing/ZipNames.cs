namespace Ossa.Server.Sharing;

/// <summary>
/// The names that keys get in an archive. Whoever unpacks it must not be led out of the folder, nor write what a system takes for a device, nor
/// lose one file to another of the same name. Keys come in order, so that a folder is over where the next key is not in it, and all that is
/// remembered is what is in the folders that lead to the last key.
/// </summary>
internal sealed class ZipNames
{
    private readonly Stack<Folder> _open = new([new Folder("", "", new ZipSiblings())]);

    /// <summary>How much memory the names take that are remembered, about.</summary>
    public long Bytes { get; private set; }

    /// <summary>The name of the next key, which counts from its folder on.</summary>
    public string For(string relativeKey)
    {
        while (!relativeKey.StartsWith(_open.Peek().Prefix, StringComparison.Ordinal))
        {
            Close();
        }

        while (relativeKey.IndexOf('/', _open.Peek().Prefix.Length) is var slash and >= 0)
        {
            _open.Push(Within(_open.Peek(), relativeKey[..(slash + 1)]));
        }

        var folder = _open.Peek();
        var last = relativeKey[folder.Prefix.Length..];
        return folder.Path + Take(folder, last);
    }

    private string Take(Folder folder, string part)
    {
        var before = folder.Siblings.Bytes;
        var name = folder.Siblings.Take(SafeName.Of(part));
        Bytes += folder.Siblings.Bytes - before;
        return name;
    }

    private void Close()
    {
        var closed = _open.Pop();
        if (closed.Siblings != _open.Peek().Siblings)
        {
            Bytes -= closed.Siblings.Bytes;
        }
    }

    private Folder Within(Folder parent, string prefix)
    {
        var part = prefix[parent.Prefix.Length..^1];
        // Between two slashes is no folder.
        return part.Length == 0
            ? parent with
            {
                Prefix = prefix,
            }
            : new Folder(prefix, $"{parent.Path}{Take(parent, part)}/", new ZipSiblings());
    }

    /// <param name="Prefix">How the keys in it begin.</param>
    /// <param name="Path">What it is called, with those that it is in.</param>
    /// <param name="Siblings">The names in it.</param>
    private sealed record Folder(string Prefix, string Path, ZipSiblings Siblings);
}
