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
        byte[]? buffer = null;
        var most = pace?.RunBytes ?? int.MaxValue;
        var isFileTaken = FileAnswer.IsPossible(context.Http);
        try
        {
            for (var (offset, left) = range; left > 0; )
            {
                var atOnce = (int)Math.Min(most, left);
                var part = isFileTaken ? await FindFileAsync(context, body, offset, atOnce) : null;
                var read = part is null
                    ? await ReadAsync(
                        context,
                        body,
                        offset,
                        (buffer ??= Rent()).AsMemory(0, Math.Min(BufferBytes, atOnce))
                    )
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
                    // Nothing of it went out, so it is read from now on.
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

    private static byte[] Rent() => ArrayPool<byte>.Shared.Rent(BufferBytes);

    /// <summary>Bytes that may go out of their file; null where they must be copied.</summary>
    private static ValueTask<BodyFile?> FindFileAsync(OssContext context, ObjectBody body, long offset, int most) =>
        body.VerifyFileAsync(offset, Math.Min(most, FileAnswer.MaxPartBytes), context.Aborted);

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
