using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Sharing;

/// <summary>
/// Where an archive is written to: the answer's body. The library writes some of its headers without waiting, which the body does not take;
/// these few bytes are held back until the next that may be waited for.
/// </summary>
internal sealed class ArchiveOutput(OssContext context) : Stream
{
    private readonly MemoryStream _heldBack = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => _heldBack.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => _heldBack.Write(buffer);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer,
        CancellationToken cancellationToken = default
    )
    {
        await FlushAsync(cancellationToken);
        await AnswerBody.WriteAsync(context, buffer);
    }

    public override void Flush()
    {
        // What is held back waits for a write that can wait.
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_heldBack.Length > 0)
        {
            var bytes = _heldBack.ToArray();
            _heldBack.SetLength(0);
            await AnswerBody.WriteAsync(context, bytes);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
