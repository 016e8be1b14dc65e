using System.Globalization;
using Ossa.Storage.Local.FileSystem;
using Ossa.Storage.Local.RocksDb;

namespace Ossa.Storage.Local.Committing;

/// <summary>
/// Keeps zeros in the log ahead of where RocksDB writes. The sync of a file that has grown brings its new length and its blocks to the
/// disk, too, which takes half as long again as that of one that has not.
/// </summary>
/// <remarks>
/// Zeros are only ever appended (<c>O_APPEND</c>), so they are never written over anything, whatever RocksDB does at that moment. It writes at its
/// own position, over them. After a crash they end the records of a block (<see cref="WriteAheadLog"/>).
/// </remarks>
internal sealed class LogExtender(string directory, FreeSpace space)
{
    /// <summary>What is appended at a time, about. So much of the disk is used before it is needed.</summary>
    private const int StepBytes = 256 << 10;

    /// <summary>More are appended when no more than this is ahead; a write of more than this does not wait for the log's length alone.</summary>
    private const int LeastAheadBytes = 64 << 10;

    /// <summary>A log consists of such blocks; a part of one at its end is read as a record that was cut off.</summary>
    private const int BlockBytes = 32 << 10;

    private static readonly byte[] Zeros = new byte[StepBytes];

    private string? _log;
    private long _end;
    private long _aheadBytes;

    /// <summary>Notes that so many bytes were written to the log, and looks after what is ahead.</summary>
    public void Written(long bytes)
    {
        _aheadBytes -= bytes;
        if (_aheadBytes > LeastAheadBytes || bytes > LeastAheadBytes)
        {
            return;
        }

        try
        {
            Extend();
        }
        catch (Exception)
        {
            // Whatever it was, syncs are as slow as without it until the next attempt. If the disk fails, the next of them says so to whom it concerns.
            _aheadBytes = StepBytes;
        }
    }

    private void Extend()
    {
        if (space.IsShort || FindNewest() is not { } log)
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

        var zeros = Zeros.AsSpan(0, StepBytes - (int)(length % BlockBytes));
        RandomAccess.Write(file, zeros, length);
        _log = log;
        _end = length + zeros.Length;
        _aheadBytes += zeros.Length;
    }

    /// <summary>Logs are numbered, and RocksDB writes to the last one.</summary>
    private string? FindNewest() =>
        Directory
            .EnumerateFiles(directory, "*.log")
            .Where(path => ulong.TryParse(Path.GetFileNameWithoutExtension(path.AsSpan()), out _))
            .MaxBy(path => ulong.Parse(Path.GetFileNameWithoutExtension(path.AsSpan()), CultureInfo.InvariantCulture));
}
