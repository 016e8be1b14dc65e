using Ossa.Engine.Bodies;
using Ossa.Server.Road;
using Ossa.Server.Transport;

namespace Ossa.Server.Writing;

/// <summary>Writes bytes of an answer's body and counts them. How long the other end may take is the connection's affair.</summary>
internal static class AnswerBody
{
    public static ValueTask WriteAsync(OssContext context, ReadOnlyMemory<byte> bytes)
    {
        context.SentBytes += bytes.Length;
        return context.Http.Response.Body.WriteAsync(bytes, context.Aborted);
    }

    /// <summary>The same for bytes that stand in a file, where they can go out without being read; otherwise false.</summary>
    /// <param name="context">The request.</param>
    /// <param name="part">The bytes.</param>
    /// <param name="isMoreToCome">Whether more of the answer follows at once, with which the last of these may go out.</param>
    public static async ValueTask<bool> TrySendAsync(OssContext context, BodyFile part, bool isMoreToCome)
    {
        context.Aborted.ThrowIfCancellationRequested();
        // Counted before: of what fails on the way nobody knows how much has arrived, and a link may not give back what has.
        var isFirst = context.SentBytes == 0;
        context.SentBytes += part.Length;
        var isSent = await FileAnswer.TrySendAsync(context.Http, part, isFirst, isMoreToCome, context.Aborted);
        context.SentBytes -= isSent ? 0 : part.Length;
        return isSent;
    }
}
