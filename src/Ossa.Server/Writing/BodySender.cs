using System.Buffers;
using Ossa.Engine.Bodies;
using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Writing;

/// <summary>
/// Sends bytes of a body. An answer never ends cleanly short of its bytes: one whose object turns out to be damaged on the way loses its
/// connection.
/// </summary>
internal static class BodySender
{
    private const int BufferBytes = 256 * 1024;

    public static async Task SendAsync(OssContext context, ObjectBody body, ByteRange range)
    {
        if (body.InMemory is { } bytes)
        {
            await AnswerBody.WriteAsync(context, bytes.Slice((int)range.Offset, (int)range.Length));
            return;
        }
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            await SendAsync(context, body, range, buffer);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task SendAsync(OssContext context, ObjectBody body, ByteRange range, byte[] buffer)
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

            await AnswerBody.WriteAsync(context, wanted[..count]);
            offset += count;
            left -= count;
        }
    }
}
