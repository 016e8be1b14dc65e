using System.Globalization;
using System.Text;
using Ossa.Storage.Local.FileSystem;

namespace Ossa.Storage.Local.Directories;

/// <summary>The file that says which format a data directory has. It is written last, so it marks a complete directory.</summary>
internal static class FormatFile
{
    /// <summary>The newest format that this program reads, and the one that it writes.</summary>
    public const int Newest = StorageEngine.CurrentFormat;

    private const string Name = "format";
    private const string Title = "ossa-data ";

    public static bool Exists(string directory) => File.Exists(Path.Combine(directory, Name));

    /// <summary>Says, in place of what the file may have said, which format the directory has.</summary>
    public static void Write(string directory, int format, IDiskSync sync) =>
        DurableFile.Write(Path.Combine(directory, Name), Encoding.ASCII.GetBytes($"{Title}{format}\n"), sync);

    /// <summary>The format of the directory. Throws unless this program can work with it.</summary>
    public static int Read(string directory)
    {
        var text = File.ReadAllText(Path.Combine(directory, Name)).Trim();
        var known = text.StartsWith(Title, StringComparison.Ordinal);
        if (
            !known
            || !int.TryParse(text[Title.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var format)
            || format == 0
        )
        {
            throw new DataDirectoryException(
                $"The file {Name} in {directory} is damaged. Restore the directory from a backup, or choose another one."
            );
        }

        if (format > Newest)
        {
            throw new DataDirectoryException(
                $"The data directory {directory} has format {format}, and this program knows formats up to {Newest}. "
                    + "Start a newer version of Ossa, or choose another directory."
            );
        }

        return format;
    }
}
