using Ossa.Protocol.Signing;

namespace Ossa.Server.Writing;

/// <summary>The time as a header tells it, made once for all answers of a second.</summary>
internal sealed class HttpDates
{
    private volatile Second? _last;

    public string Of(DateTimeOffset now)
    {
        var number = now.UtcTicks / TimeSpan.TicksPerSecond;
        var last = _last;
        if (last is null || last.Number != number)
        {
            last = new Second(number, SigningTime.ToHttpDate(now));
            _last = last;
        }

        return last.Text;
    }

    private sealed record Second(long Number, string Text);
}
