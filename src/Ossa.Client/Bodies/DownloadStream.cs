using Ossa.Client.Sending;
using Ossa.Protocol.Checksums;

namespace Ossa.Client.Bodies;

/// <summary>
/// The body of an object as it arrives. The last bytes are handed out only when the checksum of all is right, so that nobody who reads
/// to the end can take a damaged object for a whole one.
/// </summary>
internal sealed class DownloadStream(
    HttpResponseMessage response,
    Stream inner,
    long? length,
    ulong? expectedChecksum,
    TimeSpan idleTimeout,
    TimeProvider clock
) : Stream
{
    private readonly Crc64 _checksum = new();
    private long _received;
    private bool _isChecked;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length ?? throw new NotSupportedException();

    public override long Position
    {
        get => _received;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }
        using var idle = new IdleTimer(idleTimeout, clock, cancellationToken);
        int read;
        try
        {
            read = await inner.ReadAsync(buffer, idle.Token);
        }
        catch (OperationCanceledException e) when (idle.HasExpired && !cancellationToken.IsCancellationRequested)
        {
            throw new IOException(idle.Explain().Message, e);
        }
        Take(buffer.Span[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }
        var read = inner.Read(buffer);
        Take(buffer[..read]);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            response.Dispose();
        }
        base.Dispose(disposing);
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        _checksum.Append(bytes);
        _received += bytes.Length;
        if (bytes.IsEmpty && _received < length)
        {
            throw new IOException($"The object ended after {_received} bytes of {length}.");
        }
        if (bytes.IsEmpty || _received == length)
        {
            Verify();
        }
    }

    private void Verify()
    {
        if (_isChecked || expectedChecksum is not { } expected)
        {
            return;
        }
        if (_checksum.Value != expected)
        {
            throw new OssChecksumException("The object arrived damaged", expected, _checksum.Value);
        }
        _isChecked = true;
    }
}
