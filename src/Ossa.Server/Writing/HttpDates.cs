using System.Text;
using Ossa.Protocol.Signing;

namespace Ossa.Server.Writing;

/// <summary>The time as a header tells it, made once for all answers of a second.</summary>
internal sealed class HttpDates
{
    private volatile Second? _last;

    public string Of(DateTimeOffset now) => At(now).Text;

    /// <summary>The same as ASCII.</summary>
    public byte[] BytesOf(DateTimeOffset now) => At(now).Bytes;

    private Second At(DateTimeOffset now)
    {
        var number = now.UtcTicks / TimeSpan.TicksPerSecond;
        var last = _last;
        if (last is null || last.Number != number)
        {
            var text = SigningTime.ToHttpDate(now);
            last = new Second(number, text, Encoding.ASCII.GetBytes(text));
            _last = last;
        }

        return last;
    }

    private sealed record Second(long Number, string Text, byte[] Bytes);
}
