namespace Ossa.Storage.Local.FileSystem;

/// <summary>
/// Room set aside as a file. When other programs have filled the disk it is thrown overboard, so that the store can be opened and
/// emptied; a reserve that is merely left free would be gone by then.
/// </summary>
internal sealed class Ballast(string directory)
{
    /// <summary>As much as the rows that are in memory and in the log only may need to become files, which then releases the log.</summary>
    public const long Bytes = 64 << 20;

    private readonly Lock _gate = new();
    private readonly string _path = Path.Combine(directory, "ballast");

    public bool IsHeld => File.Exists(_path);

    /// <summary>Gives the room back, and says whether there was any.</summary>
    public bool Release()
    {
        lock (_gate)
        {
            if (!File.Exists(_path))
            {
                return false;
            }

            File.Delete(_path);
            return true;
        }
    }

    /// <summary>Sets the room aside unless it is already; where that fails the disk is fuller than it seemed, and there is none.</summary>
    public void Take()
    {
        lock (_gate)
        {
            if (File.Exists(_path))
            {
                return;
            }

            try
            {
                using var file = File.OpenHandle(_path, FileMode.CreateNew, FileAccess.Write, preallocationSize: Bytes);
                RandomAccess.SetLength(file, Bytes);
            }
            catch (IOException error) when (DiskFull.Caused(error))
            {
                File.Delete(_path);
            }
        }
    }
}
