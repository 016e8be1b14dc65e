using System.Globalization;
using System.Text;
using Ossa.Protocol.Headers;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Repeating;

/// <summary>An answer as it went out, with the places of what differs each time: the date, the id of the request, and the time that it took.</summary>
internal sealed class AnswerBytes
{
    private const string EndOfHead = "\r\n\r\n";
    private static readonly byte[] Date = Line("Date");
    private static readonly byte[] RequestId = Line(OssHeaders.RequestId);
    private static readonly byte[] ServerTime = Line(OssHeaders.ServerTime);
    private static readonly byte[] Closing = Encoding.ASCII.GetBytes("\r\nConnection: close\r\n");

    private readonly byte[] _bytes;
    private readonly int _headLength;
    private readonly int _date;
    private readonly int _requestId;

    private AnswerBytes(byte[] bytes, int headLength, int date, int requestId)
    {
        _bytes = bytes;
        _headLength = headLength;
        _date = date;
        _requestId = requestId;
    }

    /// <summary>The bytes, as they were the first time where they differ.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Those of them after the head; none where the body is in a file.</summary>
    public ReadOnlySpan<byte> Body => _bytes.AsSpan(_headLength);

    /// <summary>The same answer with a body that is elsewhere.</summary>
    public AnswerBytes WithoutBody() => new(_bytes[.._headLength], _headLength, _date, _requestId);

    /// <summary>Reads them, or gives null where they are not one whole answer after which the connection goes on.</summary>
    /// <param name="bytes">All bytes that went out, but for those of a file.</param>
    /// <param name="facts">What is known of the answer.</param>
    /// <param name="fileBytes">How many bytes of a file went out after them.</param>
    public static AnswerBytes? TryRead(ReadOnlySpan<byte> bytes, AnswerFacts facts, long fileBytes)
    {
        var end = bytes.IndexOf(Encoding.ASCII.GetBytes(EndOfHead));
        var status = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {facts.Status} ");
        if (end < 0 || !bytes.StartsWith(Encoding.ASCII.GetBytes(status)))
        {
            return null;
        }

        var head = bytes[..(end + EndOfHead.Length)];
        var isWhole = bytes.Length + fileBytes == head.Length + facts.SentBytes;
        if (!isWhole || head.IndexOf(Closing) >= 0)
        {
            return null;
        }

        // The time that it took is the last to be put in, as no time at all: so the places of the others stay as they are.
        var took = PlaceOf(head, ServerTime);
        var tookEnd = took + head[took..].IndexOf("\r\n"u8);
        byte[] kept = [.. bytes[..took], (byte)'0', .. bytes[tookEnd..]];
        var (date, requestId) = (PlaceOf(kept, Date), PlaceOf(kept, RequestId));
        var isOfThisRequest = kept.AsSpan(requestId).StartsWith(Encoding.ASCII.GetBytes(facts.RequestId));
        var headLength = kept.Length - (bytes.Length - head.Length);
        return isOfThisRequest ? new AnswerBytes(kept, headLength, date, requestId) : null;
    }

    /// <summary>Writes them for a request.</summary>
    /// <param name="room">Room for all of them.</param>
    /// <param name="date">The time as a header tells it.</param>
    /// <param name="requestId">The id of the request.</param>
    public void Write(Span<byte> room, ReadOnlySpan<byte> date, ReadOnlySpan<byte> requestId)
    {
        _bytes.CopyTo(room);
        date.CopyTo(room[_date..]);
        requestId.CopyTo(room[_requestId..]);
    }

    private static byte[] Line(string name) => Encoding.ASCII.GetBytes($"\r\n{name}: ");

    private static int PlaceOf(ReadOnlySpan<byte> head, byte[] line)
    {
        var at = head.IndexOf(line);
        return at < 0
            ? throw new InvalidDataException($"An answer has no line {Encoding.ASCII.GetString(line).Trim()}")
            : at + line.Length;
    }
}
