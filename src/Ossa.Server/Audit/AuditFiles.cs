namespace Ossa.Server.Audit;

/// <summary>
/// The audit log in files, of which the newest is appended to. Lines reach the operating system at once, and so outlive the process; they are
/// made durable when a file is full and at the end. What a crash cut off can only be the end of a file, which readers skip.
/// </summary>
internal sealed class AuditFiles : IAuditStore
{
    private static readonly TimeSpan MaxFileAge = TimeSpan.FromDays(1);

    private readonly AuditOptions _options;
    private readonly TimeProvider _time;
    private readonly string _directory;
    private FileStream? _file;
    private DateTimeOffset _begun;

    private AuditFiles(string directory, AuditOptions options, TimeProvider time)
    {
        _directory = directory;
        _options = options;
        _time = time;
    }

    /// <summary>Opens the log, and makes its directory where there is none.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static AuditFiles Open(string directory, AuditOptions options, TimeProvider time)
    {
        MakeDirectory(directory);
        var files = new AuditFiles(directory, options, time);
        files.RemoveOld(time.GetUtcNow());
        return files;
    }

    public void Append(ReadOnlySpan<byte> lines)
    {
        var now = _time.GetUtcNow();
        if (_file is { } full && (full.Length >= _options.MaxFileBytes || now - _begun >= MaxFileAge))
        {
            Close();
        }

        var file = _file ??= Begin(now);
        var whole = file.Length;
        try
        {
            file.Write(lines);
        }
        catch (IOException)
        {
            Abandon(file, whole);
            throw;
        }
    }

    public IAuditCursor Open(DateTimeOffset? since) => new AuditFileCursor(_directory, since);

    public void Dispose() => Close();

    private FileStream Begin(DateTimeOffset now)
    {
        RemoveOld(now);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        // The newest file must sort last, even when the clock was set back.
        var newest = AuditFileNames.In(_directory).LastOrDefault();
        var start =
            newest is not null && AuditFileNames.StartOf(newest) is { } last && last.AddMilliseconds(1) > now
                ? last.AddMilliseconds(1)
                : now;
        _begun = now;
        return new FileStream(Path.Combine(_directory, AuditFileNames.Of(start)), options);
    }

    /// <summary>Also where the sync fails, nothing more is written to the file: another try would not tell what became of its lines.</summary>
    private void Close()
    {
        using var file = _file;
        _file = null;
        file?.Flush(flushToDisk: true);
    }

    /// <summary>After a failure the lines will stand in another file, so what was written of them goes.</summary>
    private void Abandon(FileStream file, long whole)
    {
        _file = null;
        using (file)
        {
            file.SetLength(whole);
        }
    }

    /// <summary>Removes files that are too old or too many. All lines of a file are older than the next file.</summary>
    private void RemoveOld(DateTimeOffset now)
    {
        var files = AuditFileNames.In(_directory);
        var bytes = files.Sum(path => new FileInfo(path).Length);
        for (var i = 0; i < files.Length - 1; i++)
        {
            var isOld = _options.KeepFor is { } keep && AuditFileNames.StartOf(files[i + 1]) <= now - keep;
            if (!isOld && bytes <= _options.MaxBytes)
            {
                return;
            }

            bytes -= new FileInfo(files[i]).Length;
            File.Delete(files[i]);
        }
    }

    private static void MakeDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
        }
        else
        {
            Directory.CreateDirectory(
                directory,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
        }
    }
}
