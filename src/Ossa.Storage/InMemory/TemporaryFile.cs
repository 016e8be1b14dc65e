namespace Ossa.Storage.InMemory;

/// <summary>
/// A blob too large for memory, in a file without a name: on Unix it is unlinked at once, so that nothing remains however the
/// process ends; elsewhere the system removes it when its handle closes.
/// </summary>
internal sealed class TemporaryFile : BlobContent
{
    private readonly FileStream _file;
    private long _length;

    public TemporaryFile(string directory)
    {
        var path = Path.Combine(directory, $"ossa-{BlobId.New()}");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
            Options = FileOptions.Asynchronous,
        };
        if (OperatingSystem.IsWindows())
        {
            options.Options |= FileOptions.DeleteOnClose;
        }
        else
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        _file = new FileStream(path, options);
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(path);
        }
    }

    public override long Length => _length;

    public async ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await RandomAccess.WriteAsync(_file.SafeFileHandle, bytes, _length, cancellationToken);
        }
        catch (IOException error) when (DiskFull.Caused(error))
        {
            throw new StoreFullException("The directory for temporary files is full.", error);
        }
        _length += bytes.Length;
    }

    public override ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken) =>
        RandomAccess.ReadAsync(_file.SafeFileHandle, buffer, offset, cancellationToken);

    public override void Dispose() => _file.Dispose();
}
