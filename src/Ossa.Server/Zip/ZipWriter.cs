using System.Buffers;
using System.IO.Hashing;
using Microsoft.AspNetCore.WebUtilities;

namespace Ossa.Server.Zip;

/// <summary>
/// Writes an archive while it is sent: content is not compressed and not kept, and the directory, which comes last, waits in a temporary file once
/// it is large, so that the memory it takes is always the same. Names, sizes and places may be as large as the format has fields for (ZIP64).
/// </summary>
/// <param name="output">Where it is written to; only asynchronously.</param>
internal sealed class ZipWriter(Stream output) : IAsyncDisposable
{
    /// <summary>How much of the directory is kept in memory.</summary>
    private const int DirectoryBytesInMemory = 1024 * 1024;

    private readonly FileBufferingWriteStream _directory = new(DirectoryBytesInMemory);
    private readonly byte[] _record = ArrayPool<byte>.Shared.Rent(ZipRecords.MaxBytes);
    private readonly byte[] _block = ArrayPool<byte>.Shared.Rent(ZipBlocks.HeaderBytes + ZipBlocks.MaxBytes);
    private long _offset;
    private long _files;

    /// <summary>Adds a file.</summary>
    /// <param name="name">Its name, with a slash after each folder.</param>
    /// <param name="time">When it was last changed.</param>
    /// <param name="bytes">Its size.</param>
    /// <param name="content">Gives its next bytes, as many as there are but no more than asked for; none at its end.</param>
    /// <param name="cancellationToken">Ends it early; the archive is of no use then.</param>
    /// <exception cref="InvalidDataException">The content ends before its size.</exception>
    public async ValueTask AddAsync(
        string name,
        DateTimeOffset time,
        long bytes,
        Func<Memory<byte>, CancellationToken, ValueTask<int>> content,
        CancellationToken cancellationToken
    )
    {
        var entry = ZipEntry.Of(name, time, bytes, _offset);
        await WriteAsync(_record.AsMemory(0, ZipRecords.WriteLocalHeader(_record, entry)), cancellationToken);
        var checksum = await WriteContentAsync(bytes, content, cancellationToken);
        await WriteAsync(_record.AsMemory(0, ZipRecords.WriteDescriptor(_record, entry, checksum)), cancellationToken);
        var line = _record.AsMemory(0, ZipRecords.WriteDirectoryHeader(_record, entry, checksum));
        await _directory.WriteAsync(line, cancellationToken);
        _files++;
    }

    /// <summary>Writes the end, without which it is no archive.</summary>
    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        var directoryBytes = _directory.Length;
        await _directory.DrainBufferAsync(output, cancellationToken);
        var end = ZipRecords.WriteEnd(_record, _files, directoryBytes, _offset);
        await output.WriteAsync(_record.AsMemory(0, end), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _directory.DisposeAsync();
        ArrayPool<byte>.Shared.Return(_record);
        ArrayPool<byte>.Shared.Return(_block);
    }

    private async ValueTask<uint> WriteContentAsync(
        long bytes,
        Func<Memory<byte>, CancellationToken, ValueTask<int>> content,
        CancellationToken cancellationToken
    )
    {
        var checksum = new Crc32();
        var left = bytes;
        do
        {
            var block = _block.AsMemory(0, ZipBlocks.HeaderBytes + (int)long.Min(left, ZipBlocks.MaxBytes));
            var payload = block[ZipBlocks.HeaderBytes..];
            await FillAsync(payload, content, cancellationToken);
            left -= payload.Length;
            checksum.Append(payload.Span);
            ZipBlocks.WriteHeader(block.Span, payload.Length, isLast: left == 0);
            await WriteAsync(block, cancellationToken);
        } while (left > 0);

        return checksum.GetCurrentHashAsUInt32();
    }

    private static async ValueTask FillAsync(
        Memory<byte> buffer,
        Func<Memory<byte>, CancellationToken, ValueTask<int>> content,
        CancellationToken cancellationToken
    )
    {
        while (buffer.Length > 0)
        {
            var count = await content(buffer, cancellationToken);
            buffer = count > 0 ? buffer[count..] : throw new InvalidDataException("A file ended before its length.");
        }
    }

    private ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        _offset += bytes.Length;
        return output.WriteAsync(bytes, cancellationToken);
    }
}
