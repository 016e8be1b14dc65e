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
internal sealed class DirectWriter : IAsyncDisposable
{
    /// <summary>One is filled, one is being written, and two wait, so that neither side waits for the other when it is slower for a moment.</summary>
    private const int MostPieces = 4;

    /// <summary>With one alone nothing could come in while it is written.</summary>
    public const int FewestPieces = 2;

    private const int InvalidArgument = 22;

    private readonly SafeFileHandle _file;
    private readonly IDiskSync _sync;
    private readonly DirectWriters _writers;
    private readonly BlockingCollection<AlignedBuffer> _full = [];
    private readonly Channel<AlignedBuffer> _free = Channel.CreateUnbounded<AlignedBuffer>();
    private readonly List<AlignedBuffer> _made;
    private Task? _writing;
    private ExceptionDispatchInfo? _failure;
    private AlignedBuffer? _filling;
    private int _filled;
    private long _offset;
    private bool _isDirect;
    private volatile bool _isDisposed;

    /// <param name="file">The file.</param>
    /// <param name="offset">Where the first byte goes; a multiple of <see cref="AlignedBuffer.Alignment"/>.</param>
    /// <param name="pieces">The first pieces of memory.</param>
    /// <param name="sync">How the page cache is gone past.</param>
    /// <param name="writers">Where more memory comes from, and all of it goes back to.</param>
    public DirectWriter(
        SafeFileHandle file,
        long offset,
        IEnumerable<AlignedBuffer> pieces,
        IDiskSync sync,
        DirectWriters writers
    )
    {
        (_file, _offset, _sync, _writers) = (file, offset, sync, writers);
        _made = [.. pieces];
        _made.ForEach(piece => _free.Writer.TryWrite(piece));
    }

    /// <summary>Takes bytes, and waits only while the disk is slower than they come. What fails is told by a later call.</summary>
    /// <exception cref="IOException">An earlier piece could not be written.</exception>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            _filling ??= await TakeFreeAsync(cancellationToken);
            var room = _filling.Memory[_filled..];
            var count = Math.Min(bytes.Length, room.Length);
            bytes[..count].CopyTo(room);
            _filled += count;
            _writers.NoteUnwritten(count);
            bytes = bytes[count..];
            if (count == room.Length)
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
        UseCache();
        if (_filling is not null)
        {
            await BlockingThread.EnterAsync();
            cancellationToken.ThrowIfCancellationRequested();
            RandomAccess.Write(_file, _filling.GetSpan()[.._filled], _offset);
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
        _writers.NoteUnwritten(-_filled);
        _made.ForEach(_writers.GiveBack);
    }

    private async ValueTask<AlignedBuffer> TakeFreeAsync(CancellationToken cancellationToken)
    {
        if (_free.Reader.TryRead(out var piece))
        {
            GiveSparesBack();
        }
        else
        {
            piece = TryMake() ?? await _free.Reader.ReadAsync(cancellationToken);
        }

        _failure?.Throw();
        return piece;
    }

    /// <summary>What comes slower than the disk writes needs no more than the fewest.</summary>
    private void GiveSparesBack()
    {
        while (_made.Count > FewestPieces && _free.Reader.TryRead(out var spare))
        {
            _made.Remove(spare);
            _writers.GiveBack(spare);
        }
    }

    private AlignedBuffer? TryMake()
    {
        if (_made.Count == MostPieces || _writers.TryTakePiece() is not { } piece)
        {
            return null;
        }

        _made.Add(piece);
        return piece;
    }

    private void HandOver(AlignedBuffer piece)
    {
        if (_writing is null)
        {
            Begin();
        }

        _full.Add(piece);
        (_filling, _filled) = (null, 0);
    }

    private void Begin()
    {
        _isDirect = _sync.TryBypassCache(_file);
        if (!_isDirect)
        {
            _writers.Refuse();
        }

        _writing = Task.Factory.StartNew(
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

            _writers.NoteUnwritten(-piece.Memory.Length);
            _free.Writer.TryWrite(piece);
        }
    }

    private void TryWrite(AlignedBuffer piece)
    {
        try
        {
            Write(piece);
            _offset += piece.Memory.Length;
        }
        catch (Exception error)
        {
            _failure = ExceptionDispatchInfo.Capture(error);
        }
    }

    private void Write(AlignedBuffer piece)
    {
        if (_isDirect)
        {
            try
            {
                _sync.WriteDirect(_file, piece.GetSpan(), _offset);
                // There are file systems that accept it and go by way of the cache all the same.
                _sync.BeginSync(_file, _offset, piece.Memory.Length);
                return;
            }
            catch (IOException error) when (error.HResult == InvalidArgument)
            {
                // A file system that promised more than it does, or wants larger blocks. What was written of the piece is written again.
                UseCache();
                _writers.Refuse();
            }
        }

        RandomAccess.Write(_file, piece.GetSpan(), _offset);
        _sync.BeginSync(_file, _offset, piece.Memory.Length);
    }

    private void UseCache()
    {
        if (_isDirect)
        {
            _sync.UseCache(_file);
            _isDirect = false;
        }
    }
}
