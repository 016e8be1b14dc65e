using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Microsoft.Win32.SafeHandles;
using Ossa.Storage.Local.FileSystem;

namespace Ossa.Storage.Local.Blobs;

/// <summary>
/// Writes what comes at the end of a file past the page cache: in large pieces, and on a thread of its own, which waits for the disk while the next
/// pieces come in. The page cache would have to find memory for every byte, push out for it what is read, and copy it there.
/// </summary>
/// <param name="file">A file that <see cref="IDiskSync.TryBypassCache"/> has made ready.</param>
/// <param name="offset">Where the first byte goes; a multiple of <see cref="AlignedBuffer.Alignment"/>.</param>
/// <param name="pieceBytes">How many bytes the disk takes at a time; a multiple of <see cref="AlignedBuffer.Alignment"/>.</param>
/// <param name="sync">Where the file's bytes go by way of the page cache again.</param>
/// <param name="ended">Called once, when it is disposed.</param>
internal sealed class DirectWriter(SafeFileHandle file, long offset, int pieceBytes, IDiskSync sync, Action ended)
    : IAsyncDisposable
{
    /// <summary>One is filled, one is being written, and two wait, so that neither side waits for the other when it is slower for a moment.</summary>
    private const int MostPieces = 4;

    private const int InvalidArgument = 22;

    private readonly BlockingCollection<AlignedBuffer> _full = [];
    private readonly Channel<AlignedBuffer> _free = Channel.CreateUnbounded<AlignedBuffer>();
    private readonly List<AlignedBuffer> _made = [];
    private Task? _writing;
    private ExceptionDispatchInfo? _failure;
    private AlignedBuffer? _filling;
    private int _filled;
    private long _offset = offset;
    private bool _isDisposed;

    /// <summary>Takes bytes, and waits only while the disk is slower than they come. What fails is told by a later call.</summary>
    /// <exception cref="IOException">An earlier piece could not be written.</exception>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            _filling ??= await TakeFreeAsync(cancellationToken);
            var count = Math.Min(bytes.Length, pieceBytes - _filled);
            bytes[..count].CopyTo(_filling.Memory[_filled..]);
            _filled += count;
            bytes = bytes[count..];
            if (_filled == pieceBytes)
            {
                HandOver(_filling);
            }
        }
    }

    /// <summary>Writes what is left. Afterwards the file is written by way of the page cache again.</summary>
    /// <exception cref="IOException">A piece could not be written.</exception>
    public async ValueTask FinishAsync(CancellationToken cancellationToken)
    {
        await StopAsync();
        _failure?.Throw();
        sync.UseCache(file);
        if (_filling is not null)
        {
            await RandomAccess.WriteAsync(file, _filling.Memory[.._filled], _offset, cancellationToken);
        }
    }

    /// <summary>Waits for what is being written, and drops the rest.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        await StopAsync();
        _full.Dispose();
        foreach (IDisposable buffer in _made)
        {
            buffer.Dispose();
        }

        ended();
    }

    private async ValueTask<AlignedBuffer> TakeFreeAsync(CancellationToken cancellationToken)
    {
        if (!_free.Reader.TryRead(out var buffer))
        {
            buffer = _made.Count < MostPieces ? Make() : await _free.Reader.ReadAsync(cancellationToken);
        }

        _failure?.Throw();
        return buffer;
    }

    private AlignedBuffer Make()
    {
        var buffer = new AlignedBuffer(pieceBytes);
        _made.Add(buffer);
        return buffer;
    }

    private void HandOver(AlignedBuffer piece)
    {
        _full.Add(piece);
        (_filling, _filled) = (null, 0);
        _writing ??= Task.Factory.StartNew(
            WriteAll,
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
    }

    private async Task StopAsync()
    {
        _full.CompleteAdding();
        if (_writing is not null)
        {
            await _writing;
        }
    }

    private void WriteAll()
    {
        foreach (var piece in _full.GetConsumingEnumerable())
        {
            // After a failure nobody knows what stands where, so that the rest need not be written.
            if (_failure is null && !_isDisposed)
            {
                TryWrite(piece);
            }

            _free.Writer.TryWrite(piece);
        }
    }

    private void TryWrite(AlignedBuffer piece)
    {
        try
        {
            Write(piece);
            _offset += pieceBytes;
        }
        catch (Exception error)
        {
            _failure = ExceptionDispatchInfo.Capture(error);
        }
    }

    private void Write(AlignedBuffer piece)
    {
        try
        {
            RandomAccess.Write(file, piece.GetSpan(), _offset);
        }
        catch (IOException error) when (error.HResult == InvalidArgument)
        {
            // A file system that promised more than it does, or wants larger blocks. What was written of the piece is written again.
            sync.UseCache(file);
            RandomAccess.Write(file, piece.GetSpan(), _offset);
        }
    }
}
