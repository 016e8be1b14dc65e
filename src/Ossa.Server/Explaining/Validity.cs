using System.Globalization;
using Ossa.Protocol.Signing;

namespace Ossa.Server.Explaining;

/// <summary>From when until when a signed URL holds, read leniently: what cannot be read is null.</summary>
/// <param name="SignedAt">x-oss-date; V1 has none.</param>
/// <param name="From">When a server begins to take it.</param>
/// <param name="Until">When it expires.</param>
internal sealed record Validity(DateTimeOffset? SignedAt, DateTimeOffset? From, DateTimeOffset? Until)
{
    public static Validity Read(SignedUrl url)
    {
        if (!url.IsV4)
        {
            return new Validity(null, null, ReadEpoch(url.Find(V1Parameters.Expires)));
        }
        if (!SigningTime.TryParseStart(url.Find(V4Parameters.Date), out var signedAt))
        {
            return new Validity(null, null, null);
        }
        var seconds = ReadNumber(url.Find(V4Parameters.Expires));
        var until = seconds is >= 0 and <= int.MaxValue ? signedAt.AddSeconds(seconds.Value) : (DateTimeOffset?)null;
        return new Validity(signedAt, signedAt - SignatureV4.MaxSkew, until);
    }

    public static long? ReadNumber(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static DateTimeOffset? ReadEpoch(string? text) =>
        ReadNumber(text) is { } seconds && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
