using System.Globalization;
using System.Text;
using Ossa.Storage.Local.FileSystem;

namespace Ossa.Storage.Local.Directories;

/// <summary>The file that says which layout a data directory has. It is written last, so it marks a complete directory.</summary>
internal static class FormatFile
{
    /// <summary>The layout that this program reads and writes.</summary>
    public const int Version = 1;

    private const string Name = "format";
    private const string Title = "ossa-data ";

    public static bool Exists(string directory) => File.Exists(Path.Combine(directory, Name));

    public static void Write(string directory, IDiskSync sync) =>
        DurableFile.Write(Path.Combine(directory, Name), Encoding.ASCII.GetBytes($"{Title}{Version}\n"), sync);

    /// <summary>Throws unless this program can work with the directory's layout.</summary>
    public static void Check(string directory)
    {
        var text = File.ReadAllText(Path.Combine(directory, Name)).Trim();
        var known = text.StartsWith(Title, StringComparison.Ordinal);
        if (!known || !int.TryParse(text[Title.Length..], CultureInfo.InvariantCulture, out var version))
        {
            throw new DataDirectoryException(
                $"The file {Name} in {directory} is damaged. Restore the directory from a backup, or choose another one."
            );
        }

        if (version > Version)
        {
            throw new DataDirectoryException(
                $"The data directory {directory} has format {version}, and this program knows formats up to {Version}. "
                    + "Start a newer version of Ossa, or choose another directory."
            );
        }
    }
}
