namespace Ossa.Storage;

/// <summary>An open blob. What it hands out is what was written: damage throws <see cref="DamagedBlobException"/>.</summary>
public interface IBlobReader : IAsyncDisposable
{
    /// <summary>The blob's length in bytes.</summary>
    long Length { get; }

    /// <summary>
    /// Reads from <paramref name="offset"/> into <paramref name="buffer"/>: at least one byte unless the offset is at the
    /// end or the buffer is empty, possibly fewer than asked for.
    /// </summary>
    ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>
    /// A part from <paramref name="offset"/> on, of at most <paramref name="length"/> bytes, that stands in a file and is known to be what was written; null
    /// where it must be read. It may be used until the reader is disposed.
    /// </summary>
    FilePart? FindFile(long offset, int length) => null;

    /// <summary>
    /// The same, but where nothing is known yet it is read to know that it is what was written; null only where the bytes do not stand in a file as they are. A part
    /// ends before what is damaged or cannot be read; where it would begin with that, that throws as reading does.
    /// </summary>
    ValueTask<FilePart?> VerifyFileAsync(long offset, int length, CancellationToken cancellationToken) =>
        new(FindFile(offset, length));
}
