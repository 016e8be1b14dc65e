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

    /// <summary>
    /// Sends them at a pace, or as fast as they go. Nothing goes out before it is paid for, whether it is read or goes out of its file.
    /// </summary>
    public static async Task SendAsync(OssContext context, ObjectBody body, ByteRange range, TrafficPace? pace)
    {
        if (pace is null && body.InMemory is { } bytes)
        {
            await AnswerBody.WriteAsync(context, bytes.Slice((int)range.Offset, (int)range.Length));
            return;
        }

        var most = pace?.RunBytes ?? int.MaxValue;
        var isFileTaken = FileAnswer.IsPossible(context.Http);
        byte[]? buffer = null;
        try
        {
            for (var (offset, left) = range; left > 0; )
            {
                var atOnce = (int)Math.Min(most, left);
                var part = isFileTaken
                    ? await body.VerifyFileAsync(offset, Math.Min(atOnce, FileAnswer.MaxPartBytes), context.Aborted)
                    : null;
                ReadOnlyMemory<byte> read = default;
                if (part is null)
                {
                    buffer ??= ArrayPool<byte>.Shared.Rent(BufferBytes);
                    read = await ReadAsync(context, body, offset, buffer.AsMemory(0, Math.Min(BufferBytes, atOnce)));
                }

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
        finally
        {
            if (buffer is not null)
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
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
