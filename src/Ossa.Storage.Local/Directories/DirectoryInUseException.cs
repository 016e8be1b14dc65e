namespace Ossa.Storage.Local.Directories;

/// <summary>Another process holds the data directory.</summary>
public sealed class DirectoryInUseException(string directory, int? processId)
    : DataDirectoryException(
        $"The data directory {directory} is in use by {Name(processId)}. Stop that process, or choose another directory."
    )
{
    /// <summary>The process that holds the directory, as far as it is known.</summary>
    public int? ProcessId => processId;

    private static string Name(int? processId) =>
        processId is { } known ? $"process {known}" : "another process that is just starting";
}
