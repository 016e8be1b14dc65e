using Ossa.Server.Road;

namespace Ossa.Server.Writing;

/// <summary>Writes bytes of an answer's body and counts them. How long the other end may take is the connection's affair.</summary>
internal static class AnswerBody
{
    public static ValueTask WriteAsync(OssContext context, ReadOnlyMemory<byte> bytes)
    {
        context.SentBytes += bytes.Length;
        return context.Http.Response.Body.WriteAsync(bytes, context.Aborted);
    }
}
