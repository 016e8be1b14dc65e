namespace Ossa.Tests.Client;

/// <summary>A stream like a pipe: no length, no way back; and it may break at its end.</summary>
internal sealed class OneWayStream(byte[] bytes) : MemoryStream(bytes)
{
    public Exception? FailAtEnd { get; init; }

    public override bool CanSeek => false;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = Read(buffer.Span);
        return read > 0 || FailAtEnd is null ? ValueTask.FromResult(read) : ValueTask.FromException<int>(FailAtEnd);
    }
}
