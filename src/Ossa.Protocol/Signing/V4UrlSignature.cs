using Ossa.Protocol.Errors;

namespace Ossa.Protocol.Signing;

/// <summary>A V4-signed URL.</summary>
/// <param name="AccessKeyId">Who claims to have signed.</param>
/// <param name="SecurityToken">The security token in the URL, or null.</param>
/// <param name="Signature">The signature, hex.</param>
/// <param name="Scope">Where and on which day it counts.</param>
/// <param name="Timestamp">x-oss-date as it stands in the URL.</param>
/// <param name="Time">The same as a time: when the URL begins to hold.</param>
/// <param name="AdditionalHeaders">The further headers that it covers, as they were listed.</param>
/// <param name="ExpiresSeconds">For how long it holds, 1 to 604800 seconds.</param>
public sealed record V4UrlSignature(
    string AccessKeyId,
    string? SecurityToken,
    string Signature,
    CredentialScope Scope,
    string Timestamp,
    DateTimeOffset Time,
    IReadOnlyList<string> AdditionalHeaders,
    int ExpiresSeconds
) : PresentedV4Signature(AccessKeyId, SecurityToken, Signature, Scope, Timestamp, Time, AdditionalHeaders)
{
    /// <summary>When the URL ceases to hold.</summary>
    public DateTimeOffset ExpiresAt => Time.AddSeconds(ExpiresSeconds);

    /// <summary>The same URL signed at another time, or for how long; null where one of these is not well-formed.</summary>
    /// <param name="timestamp">Its x-oss-date.</param>
    /// <param name="expires">Its x-oss-expires.</param>
    /// <param name="signature">Its x-oss-signature.</param>
    public V4UrlSignature? SignedAgain(string timestamp, string expires, string signature) =>
        SigningTime.TryParse(timestamp, out var time) && V4UrlReader.TryReadExpires(expires, out var seconds)
            ? this with
            {
                Timestamp = timestamp,
                Time = time,
                ExpiresSeconds = seconds,
                Signature = signature,
            }
            : null;

    /// <inheritdoc/>
    public override void CheckRegion(string region)
    {
        if (!IsSignedFor(region))
        {
            throw Malformed.Argument(OssErrors.UrlSigningRegion, V4Parameters.Credential, $"{AccessKeyId}/{Scope}");
        }
    }

    private protected override OssException? UntimelinessAt(DateTimeOffset now) =>
        OtherDay(OssErrors.UrlSigningDateV4, V4Parameters.Credential)
        ?? (
            now >= Time - SignatureV4.MaxSkew
                ? ExpiryOf(OssErrors.UrlExpiredV4, ExpiresAt, now)
                : new OssException(
                    OssErrors.UrlNotYetValidV4,
                    [new("RequestTime", SigningTime.ToErrorTime(Time)), new("ServerTime", SigningTime.ToErrorTime(now))]
                )
        );

    private protected override IEnumerable<(SignableRequest Request, V1Form Form)> Lenient(SignableRequest request) =>
        [.. HeadAsGet(request), .. WithoutEmptyMeta(request)];
}
