using System.Buffers;
using Microsoft.AspNetCore.Http;
using Ossa.Engine.Bodies;
using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Writing;

/// <summary>
/// Sends bytes of a body. A receiver that takes nothing for the idle time-out loses the connection, and so does one whose object turns
/// out to be damaged on the way: an answer never ends cleanly short of its bytes.
/// </summary>
internal static class BodySender
{
    private const int BufferBytes = 256 * 1024;

    public static async Task SendAsync(OssContext context, ObjectBody body, ByteRange range)
    {
        if (body.InMemory is { } bytes)
        {
            await SendAsync(context, bytes.Slice((int)range.Offset, (int)range.Length));
            return;
        }
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        using var idle = CancellationTokenSource.CreateLinkedTokenSource(context.Aborted);
        try
        {
            await SendAsync(context, body, range, buffer, idle);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Bytes in memory mostly fit the connection's buffer at once; only when they do not is there something to wait for.</summary>
    private static async Task SendAsync(OssContext context, ReadOnlyMemory<byte> bytes)
    {
        var write = context.Http.Response.Body.WriteAsync(bytes, context.Aborted);
        if (write.IsCompletedSuccessfully)
        {
            await write;
        }
        else
        {
            await write.AsTask().WaitAsync(context.Options.IdleTimeout, context.Aborted);
        }
    }

    private static async Task SendAsync(
        OssContext context,
        ObjectBody body,
        ByteRange range,
        byte[] buffer,
        CancellationTokenSource idle
    )
    {
        var (offset, left) = range;
        while (left > 0)
        {
            var wanted = buffer.AsMemory(0, (int)Math.Min(buffer.Length, left));
            var count = await body.ReadAsync(offset, wanted, context.Aborted);
            if (count == 0)
            {
                throw new InvalidDataException("A body ended before its length.");
            }

            idle.CancelAfter(context.Options.IdleTimeout);
            await context.Http.Response.Body.WriteAsync(wanted[..count], idle.Token);
            idle.CancelAfter(Timeout.InfiniteTimeSpan);
            offset += count;
            left -= count;
        }
    }
}
