using Ossa.Storage.Local.FileSystem;

namespace Ossa.Storage.Local.Committing;

/// <summary>
/// Keeps zeros in the log ahead of where RocksDB writes. The sync of a file that has grown brings its new length and its blocks to the
/// disk, too, which takes half as long again as that of one that has not.
/// </summary>
/// <remarks>
/// Zeros are only ever appended (<c>O_APPEND</c>), so they are never written over anything, whatever RocksDB does at that moment. It writes at its
/// own position, over them. Recovery takes them for the end of the log.
/// </remarks>
internal sealed class LogExtender(string directory, FreeSpace space)
{
    /// <summary>What is appended at a time. So much of the disk is used before it is needed.</summary>
    private const int StepBytes = 256 << 10;

    /// <summary>More are appended when no more than this is ahead; a write of more than this does not wait for the log's length alone.</summary>
    private const int LeastAheadBytes = 64 << 10;

    private static readonly byte[] Zeros = new byte[StepBytes];

    private string? _log;
    private long _end;
    private long _aheadBytes;
    private bool _isGivenUp;

    /// <summary>Notes that so many bytes, or about that, were written to the log, and looks after what is ahead.</summary>
    public void Written(long bytes)
    {
        _aheadBytes -= bytes;
        if (_aheadBytes > LeastAheadBytes || bytes > LeastAheadBytes || _isGivenUp)
        {
            return;
        }

        try
        {
            Extend();
        }
        catch (IOException)
        {
            // Syncs are as slow as without it then. If the disk fails, the next of them says so to whom it concerns.
            _isGivenUp = true;
        }
    }

    private void Extend()
    {
        var log = Directory.EnumerateFiles(directory, "*.log").Max(StringComparer.Ordinal);
        if (log is null || space.IsShort)
        {
            _aheadBytes = StepBytes;
            return;
        }

        using var file = LibC.OpenForAppending(log);
        var length = RandomAccess.GetLength(file);
        // What RocksDB began after the last look is as long as what it holds, and so is what has outgrown the zeros.
        if (log != _log || length > _end)
        {
            _aheadBytes = 0;
        }

        RandomAccess.Write(file, Zeros, length);
        _log = log;
        _end = length + StepBytes;
        _aheadBytes += StepBytes;
    }
}
