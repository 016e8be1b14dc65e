using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;

namespace Ossa.Protocol.Signing;

/// <summary>The date of a header-signed request: as it was sent, which is what was signed, and as a time.</summary>
internal readonly record struct RequestDate(string Text, DateTimeOffset Time)
{
    /// <summary>x-oss-date, else Date. Some SDKs send no x-oss-date even with V4.</summary>
    public static RequestDate Read(SignableRequest request)
    {
        var text =
            CanonicalHeaders.Find(request, OssHeaders.OssDate) ?? CanonicalHeaders.Find(request, OssHeaders.Date);
        return SigningTime.TryParse(text, out var time)
            ? new RequestDate(text, time)
            : throw new OssException(OssErrors.RequestDateMissing);
    }
}
