using System.Globalization;
using Ossa.Server.Pages;

namespace Ossa.Server.Sharing;

/// <summary>Times on pages: for people in UTC, since the server does not know where they are, and for programs beside it.</summary>
internal static class TimeText
{
    public static Html Of(DateTimeOffset time)
    {
        var utc = time.UtcDateTime;
        var exact = utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var shown = utc.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return Html.Of($"""<time datetime="{exact}">{shown} UTC</time>""");
    }
}
