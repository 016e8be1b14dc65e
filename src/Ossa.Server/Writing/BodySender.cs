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
        var (offset, left) = range;
        try
        {
            while (left > 0)
            {
                var ofFile = (int)Math.Min(Math.Min(most, FileAnswer.MaxPartBytes), left);
                var count = await TrySendFileAsync(context, body, new ByteRange(offset, left), ofFile, pace);
                if (count == 0)
                {
                    buffer ??= ArrayPool<byte>.Shared.Rent(BufferBytes);
                    var wanted = buffer.AsMemory(0, (int)Math.Min(Math.Min(most, BufferBytes), left));
                    count = await SendReadAsync(context, body, offset, wanted, pace);
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

    private static async ValueTask<int> SendReadAsync(
        OssContext context,
        ObjectBody body,
        long offset,
        Memory<byte> buffer,
        TrafficPace? pace
    )
    {
        var count = await body.ReadAsync(offset, buffer, context.Aborted);
        if (count == 0)
        {
            throw new InvalidDataException("A body ended before its length.");
        }

        await PayAsync(context, pace, count);
        await AnswerBody.WriteAsync(context, buffer[..count]);
        return count;
    }

    /// <summary>How many bytes went out of their file; none where they must be copied.</summary>
    private static async ValueTask<int> TrySendFileAsync(
        OssContext context,
        ObjectBody body,
        ByteRange rest,
        int most,
        TrafficPace? pace
    )
    {
        if (
            !FileAnswer.IsPossible(context.Http)
            || await body.VerifyFileAsync(rest.Offset, most, context.Aborted) is not { } part
            || !await AnswerBody.TrySendAsync(context, part, isMoreToCome: pace is null && part.Length < rest.Length)
        )
        {
            return 0;
        }

        await PayAsync(context, pace, part.Length);
        return part.Length;
    }

    private static ValueTask PayAsync(OssContext context, TrafficPace? pace, int count) =>
        pace?.PayAsync(count, context.Aborted) ?? ValueTask.CompletedTask;
}
