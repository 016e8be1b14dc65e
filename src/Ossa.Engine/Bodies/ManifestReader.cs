using Ossa.Engine.Buckets;
using Ossa.Engine.Encryption;
using Ossa.Engine.Objects;
using Ossa.Storage;

namespace Ossa.Engine.Bodies;

/// <summary>Reads a body of several pieces, with one of them open at a time. Its manifest is pinned until it is disposed.</summary>
internal sealed class ManifestReader(
    BucketPartition partition,
    IBlobStore blobs,
    BodyKeys keys,
    Manifest manifest,
    Action unpin
) : IBlobReader
{
    private IBlobReader? _blob;
    private byte[]? _row;
    private long _start;
    private long _end;
    private bool _disposed;

    public long Length => manifest.Length;

    public async ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (offset >= Length || buffer.IsEmpty)
        {
            return 0;
        }

        if (!IsOpen(offset))
        {
            await OpenPieceAsync(offset, cancellationToken);
        }

        if (_blob is not null)
        {
            return await _blob.ReadAsync(offset - _start, buffer, cancellationToken);
        }

        var rest = _row.AsMemory((int)(offset - _start));
        var count = Math.Min(rest.Length, buffer.Length);
        rest[..count].CopyTo(buffer);
        return count;
    }

    /// <summary>Of a piece that is not open yet nothing is found; whoever reads opens it.</summary>
    public FilePart? FindFile(long offset, int length) =>
        IsOpen(offset) ? _blob?.FindFile(offset - _start, (int)Math.Min(length, _end - offset)) : null;

    public async ValueTask<FilePart?> VerifyFileAsync(long offset, int length, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (offset >= Length)
        {
            return null;
        }

        if (!IsOpen(offset))
        {
            await OpenPieceAsync(offset, cancellationToken);
        }

        var inPiece = (int)Math.Min(length, _end - offset);
        return _blob is null ? null : await _blob.VerifyFileAsync(offset - _start, inPiece, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        await ClosePieceAsync();
        unpin();
    }

    private bool IsOpen(long offset) => offset >= _start && offset < _end;

    private async ValueTask OpenPieceAsync(long offset, CancellationToken cancellationToken)
    {
        await ClosePieceAsync();
        var (piece, start) = manifest.Find(offset);
        long length;
        if (piece.Location.Kind == BodyKind.Row)
        {
            var row = await partition.GetBodyAsync(piece.Location.Id, cancellationToken) ?? throw Missing(piece);
            _row = await keys.OpenAsync(piece.Location, row, cancellationToken);
            length = _row.Length;
        }
        else
        {
            var blob = await blobs.OpenAsync(piece.Location.Id, cancellationToken) ?? throw Missing(piece);
            _blob = await keys.OpenAsync(piece.Location, blob, cancellationToken);
            length = _blob.Length;
        }

        if (length != piece.Length)
        {
            throw new DamagedBlobException(
                piece.Location.Id,
                $"it has {length} bytes, and its manifest says {piece.Length}"
            );
        }

        (_start, _end) = (start, start + length);
    }

    private async ValueTask ClosePieceAsync()
    {
        (_row, _start, _end) = (null, 0, 0);
        if (_blob is { } blob)
        {
            _blob = null;
            await blob.DisposeAsync();
        }
    }

    private static DamagedBlobException Missing(Piece piece) =>
        new(piece.Location.Id, "it is missing, but a manifest points to it");
}
