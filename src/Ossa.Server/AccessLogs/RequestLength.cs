using Ossa.Server.Road;

namespace Ossa.Server.AccessLogs;

/// <summary>How long a request was, with its head as HTTP/1.1 writes it and the bytes of its body that were read.</summary>
internal static class RequestLength
{
    /// <summary>The two spaces of a request line and its end.</summary>
    private const int LineMarks = 4;

    /// <summary>The colon and the space of a header, and its end.</summary>
    private const int HeaderMarks = 4;

    private const int HeadEnd = 2;

    public static long Of(OssContext context)
    {
        var request = context.Http.Request;
        long length = request.Method.Length + Locator.RawTarget(context.Http).Length + request.Protocol.Length;
        foreach (var (name, values) in request.Headers)
        {
            foreach (var value in values)
            {
                length += name.Length + (value?.Length ?? 0) + HeaderMarks;
            }
        }

        return length + LineMarks + HeadEnd + context.ReceivedBytes;
    }
}
