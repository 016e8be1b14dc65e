using System.Buffers;
using Ossa.Engine.Bodies;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Traffic;
using Ossa.Server.Transport;

namespace Ossa.Server.Writing;

/// <summary>
/// Sends bytes of a body. An answer never ends cleanly short of its bytes: one whose object turns out to be damaged on the way loses its
/// connection.
/// </summary>
internal static class BodySender
{
    private const int BufferBytes = 256 * 1024;

    /// <summary>Sends them at a pace, or as fast as they go.</summary>
    public static async Task SendAsync(OssContext context, ObjectBody body, ByteRange range, TrafficPace? pace)
    {
        if (pace is null && body.InMemory is { } bytes)
        {
            await AnswerBody.WriteAsync(context, bytes.Slice((int)range.Offset, (int)range.Length));
            return;
        }
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            await SendAsync(context, body, range, pace, buffer);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Nothing goes out before it is paid for, whether it is read or goes out of its file.</summary>
    private static async Task SendAsync(
        OssContext context,
        ObjectBody body,
        ByteRange range,
        TrafficPace? pace,
        byte[] buffer
    )
    {
        var most = pace?.RunBytes ?? int.MaxValue;
        var isFileTaken = FileAnswer.IsPossible(context.Http);
        for (var (offset, left) = range; left > 0; )
        {
            var atOnce = (int)Math.Min(most, left);
            var part = isFileTaken ? body.FindFile(offset, Math.Min(atOnce, FileAnswer.MaxPartBytes)) : null;
            var read = part is null
                ? await ReadAsync(context, body, offset, buffer.AsMemory(0, Math.Min(BufferBytes, atOnce)))
                : default;
            var count = part?.Length ?? read.Length;
            if (pace is not null)
            {
                await pace.PayAsync(count, context.Aborted);
            }

            if (part is null)
            {
                await AnswerBody.WriteAsync(context, read);
            }
            else if (!await AnswerBody.TrySendAsync(context, part.Value, pace is null && count < left))
            {
                // Nothing of it went out, so that it is read, as is all that follows.
                isFileTaken = false;
                continue;
            }

            offset += count;
            left -= count;
        }
    }

    private static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(
        OssContext context,
        ObjectBody body,
        long offset,
        Memory<byte> buffer
    )
    {
        var count = await body.ReadAsync(offset, buffer, context.Aborted);
        return count == 0 ? throw new InvalidDataException("A body ended before its length.") : buffer[..count];
    }
}
