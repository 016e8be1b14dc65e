namespace Ossa.Storage.InMemory;

/// <summary>Collects a blob in memory, and moves it to a temporary file once it outgrows that.</summary>
internal sealed class InMemoryBlobWriter(InMemoryBlobStore store, BlobId id, int spillBytes, string temporaryDirectory)
    : IBlobWriter
{
    private MemoryStream? _memory = new();
    private TemporaryFile? _file;
    private bool _ended;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        if (_memory is not null && _memory.Length + bytes.Length > spillBytes)
        {
            await SpillAsync(_memory, cancellationToken);
        }

        if (_memory is not null)
        {
            _memory.Write(bytes.Span);
        }
        else
        {
            await _file!.AppendAsync(bytes, cancellationToken);
        }
    }

    public ValueTask<BlobId> CompleteAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        cancellationToken.ThrowIfCancellationRequested();
        store.Add(id, _memory is null ? _file! : new MemoryContent(_memory.ToArray()));
        _ended = true;
        return new(id);
    }

    public ValueTask DisposeAsync()
    {
        if (!_ended)
        {
            _file?.LetGo();
        }

        _ended = true;
        _memory = null;
        return ValueTask.CompletedTask;
    }

    private async ValueTask SpillAsync(MemoryStream memory, CancellationToken cancellationToken)
    {
        _file = new TemporaryFile(temporaryDirectory);
        _memory = null;
        await _file.AppendAsync(memory.GetBuffer().AsMemory(0, (int)memory.Length), cancellationToken);
    }
}
