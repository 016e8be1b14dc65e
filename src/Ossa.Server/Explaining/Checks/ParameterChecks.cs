using Ossa.Protocol.Signing;

namespace Ossa.Server.Explaining.Checks;

/// <summary>Parameters that are missing, cut off, out of range, or of another signature.</summary>
internal static class ParameterChecks
{
    private const int V4SignatureLength = 64;
    private const int V1SignatureLength = 28;

    private static readonly string[] RequiredOfV4 =
    [
        V4Parameters.Version,
        V4Parameters.Credential,
        V4Parameters.Date,
        V4Parameters.Expires,
        V4Parameters.Signature,
    ];

    private static readonly string[] RequiredOfV1 =
    [
        V1Parameters.AccessKeyId,
        V1Parameters.Expires,
        V1Parameters.Signature,
    ];

    public static IEnumerable<Finding> Find(SignedUrl url)
    {
        var missing = (url.IsV4 ? RequiredOfV4 : RequiredOfV1)
            .Where(name => string.IsNullOrEmpty(url.Find(name)))
            .ToArray();
        if (missing.Length > 0)
        {
            var names = string.Join(", ", missing);
            yield return Finding.Fault(
                "ParametersMissing",
                $"Missing: {names}. In a shell the whole URL needs quotes."
            );
        }
        if (url.IsV4 && url.Find(V1Parameters.Signature) is not null)
        {
            yield return Finding.Fault("TwoSignatures", $"It carries a V1 and a V4 signature; only one may be there.");
        }
        foreach (var finding in url.IsV4 ? FindInV4(url) : FindInV1(url))
        {
            yield return finding;
        }
        var token = url.Find(url.IsV4 ? V4Parameters.SecurityToken : V1Parameters.SecurityToken);
        if (url.AccessKeyId?.StartsWith("STS.", StringComparison.Ordinal) == true && string.IsNullOrEmpty(token))
        {
            var name = url.IsV4 ? V4Parameters.SecurityToken : V1Parameters.SecurityToken;
            yield return Finding.Fault(
                "TokenMissing",
                $"The access key is a temporary one, but its token is missing ({name})."
            );
        }
        else if (token is not null)
        {
            yield return Finding.Hint(
                "TemporaryCredentials",
                $"It was signed with temporary credentials and ends when they end, if that is sooner."
            );
        }
    }

    private static IEnumerable<Finding> FindInV4(SignedUrl url)
    {
        if (url.Find(V4Parameters.Version) is { Length: > 0 } version && version != SignatureV4.Algorithm)
        {
            yield return Finding.Fault(
                "BadVersion",
                $"The signature version is '{version}' in place of {SignatureV4.Algorithm}."
            );
        }
        if (url.Find(V4Parameters.Signature) is { Length: > 0 } signature && signature.Length != V4SignatureLength)
        {
            yield return Finding.Fault(
                "SignatureLength",
                $"The signature has {signature.Length} characters in place of {V4SignatureLength}: the URL was cut off or grew."
            );
        }
        if (url.Find(V4Parameters.Expires) is { Length: > 0 } expires)
        {
            var seconds = Validity.ReadNumber(expires);
            if (seconds is null or 0)
            {
                yield return Finding.Fault(
                    "BadExpires",
                    $"x-oss-expires is '{expires}', no number of seconds from 1 to {SignatureV4.MaxExpiresSeconds}."
                );
            }
            else if (seconds > SignatureV4.MaxExpiresSeconds)
            {
                yield return Finding.Fault(
                    "ExpiresTooLong",
                    $"x-oss-expires is {seconds}, more than 7 days ({SignatureV4.MaxExpiresSeconds}); no server takes that."
                );
            }
        }
        if (url.Find(V4Parameters.Date) is { Length: > 0 } date && !SigningTime.TryParseStart(date, out _))
        {
            yield return Finding.Fault("BadDate", $"x-oss-date is '{date}', no time like 20260301T120000Z.");
        }
    }

    private static IEnumerable<Finding> FindInV1(SignedUrl url)
    {
        if (url.Find(V1Parameters.Signature) is { Length: > 0 } signature && signature.Length != V1SignatureLength)
        {
            yield return Finding.Fault(
                "SignatureLength",
                $"The signature has {signature.Length} characters in place of {V1SignatureLength}: the URL was cut off or grew."
            );
        }
        if (url.Find(V1Parameters.Expires) is { Length: > 0 } expires && Validity.ReadNumber(expires) is null)
        {
            yield return Finding.Fault("BadEpoch", $"Expires is '{expires}', no number of seconds since 1970.");
        }
        yield return Finding.Hint(
            "V1OutOfUse",
            $"V1 is out of use: the real service takes it from old accounts alone. Sign with V4."
        );
    }
}
