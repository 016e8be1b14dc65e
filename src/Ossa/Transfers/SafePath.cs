using Ossa.CommandLine;

namespace Ossa.Transfers;

/// <summary>
/// Where in a folder an object goes. Keys are names that anybody may have chosen: whatever they hold, nothing is written outside the
/// folder.
/// </summary>
internal static class SafePath
{
    private static readonly char[] NotInNames = [.. Path.GetInvalidFileNameChars(), '\\'];

    /// <summary>The path of a key below a folder.</summary>
    /// <exception cref="CommandException">No path below the folder has this name.</exception>
    public static string Resolve(string folder, string key)
    {
        var segments = key.Split('/');
        if (!Array.TrueForAll(segments, IsName))
        {
            throw new CommandException("its key is no safe path for a file; copy it alone, to a name of your choice.");
        }
        var root = Path.GetFullPath(folder);
        var path = Path.GetFullPath(Path.Join([root, .. segments]));
        var below = Path.EndsInDirectorySeparator(root) ? root : root + Path.DirectorySeparatorChar;
        if (!path.StartsWith(below, StringComparison.Ordinal))
        {
            // Trims and devices that only some systems know end here.
            throw new CommandException("its key leads out of the folder.");
        }
        RefuseLinks(root, segments);
        return path;
    }

    private static bool IsName(string segment) =>
        segment is not ("" or "." or "..") && segment.IndexOfAny(NotInNames) < 0;

    /// <summary>A symbolic link in the folder would lead out of it.</summary>
    private static void RefuseLinks(string root, string[] segments)
    {
        var path = root;
        foreach (var segment in segments[..^1])
        {
            path = Path.Join(path, segment);
            if (new DirectoryInfo(path).LinkTarget is not null)
            {
                throw new CommandException($"{path} is a symbolic link, which is not followed.");
            }
        }
    }
}
