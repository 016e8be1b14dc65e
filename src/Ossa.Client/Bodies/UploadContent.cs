using System.Buffers;
using System.Net;
using Ossa.Client.Sending;

namespace Ossa.Client.Bodies;

/// <summary>Sends an <see cref="UploadBody"/> through one buffer, and tells the idle timer that it moves.</summary>
internal sealed class UploadContent(UploadBody body, IdleTimer idle) : HttpContent
{
    private const int BufferBytes = 128 * 1024;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream,
        TransportContext? context,
        CancellationToken cancellationToken
    )
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            // Beyond the length nothing is read at all: even reading no bytes may wait for bytes that never come.
            while (body.Sent < (body.Length ?? long.MaxValue))
            {
                // The source may take its time; only the connection is watched.
                idle.Stop();
                var read = await body.ReadAsync(Next(buffer), cancellationToken);
                idle.Restart();
                if (read == 0)
                {
                    break;
                }
                await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                body.Count(buffer.AsSpan(0, read));
            }
            if (body.Sent < body.Length)
            {
                throw body.FailAsTooShort();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length ?? 0;
        return body.Length is not null;
    }

    private Memory<byte> Next(byte[] buffer) =>
        buffer.AsMemory(0, (int)Math.Min(buffer.Length, (body.Length ?? long.MaxValue) - body.Sent));
}
