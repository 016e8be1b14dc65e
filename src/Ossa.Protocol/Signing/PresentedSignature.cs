using Ossa.Protocol.Errors;

namespace Ossa.Protocol.Signing;

/// <summary>
/// The signature that a request presents, well-formed but not yet believed. A server reads it with
/// <see cref="PresentedSignatures.Read"/>, then calls <see cref="CheckTime"/> and <see cref="CheckRegion"/>, looks the access key up, and
/// calls <see cref="Verify"/>. It is a value, so that a request that is signed costs no object more than one that is not.
/// </summary>
/// <param name="Scheme">How it was made, and where it stands.</param>
/// <param name="AccessKeyId">Who claims to have signed.</param>
/// <param name="SecurityToken">The security token that came along, or null.</param>
/// <param name="Signature">The signature: hex for V4, base64 for V1.</param>
/// <param name="Timestamp">The date as it was sent, which is what was signed: x-oss-date or Date; for a V1 URL the value of Expires.</param>
/// <param name="Time">The same as a time: of a V4 URL, when it begins to hold; of a V1 URL, when it ceases to.</param>
public readonly record struct PresentedSignature(
    SignatureScheme Scheme,
    string AccessKeyId,
    string? SecurityToken,
    string Signature,
    string Timestamp,
    DateTimeOffset Time
)
{
    private readonly IReadOnlyList<string>? _additionalHeaders;

    /// <summary>Where and on which day a V4 signature counts; V1 has no scope, and this is null.</summary>
    public CredentialScope? Scope { get; init; }

    /// <summary>The further headers that a V4 signature covers, as they were listed.</summary>
    public IReadOnlyList<string> AdditionalHeaders
    {
        get => _additionalHeaders ?? [];
        init => _additionalHeaders = value.Count == 0 ? null : value;
    }

    /// <summary>For how long a V4 URL holds, 1 to 604800 seconds; 0 for all others.</summary>
    public int ExpiresSeconds { get; init; }

    /// <summary>When a signed URL ceases to hold. A signature in a header is of one moment.</summary>
    public DateTimeOffset ExpiresAt => Time.AddSeconds(ExpiresSeconds);

    /// <summary>
    /// Whether the signature has the length and the characters of one. Of one that was cut off or mistyped a server says that it does not match.
    /// </summary>
    public bool IsWhole => Scheme.IsWhole(Signature);

    /// <summary>Refuses what is expired, not yet valid, or too far off the server's clock.</summary>
    /// <param name="now">The server's time when the request arrived.</param>
    /// <exception cref="OssException">The request's time does not count now.</exception>
    public void CheckTime(DateTimeOffset now)
    {
        if (Scheme.UntimelinessOf(this, now) is { } refusal)
        {
            throw refusal;
        }
    }

    /// <summary>Whether <see cref="CheckTime"/> refuses nothing.</summary>
    /// <param name="now">The server's time when the request arrived.</param>
    internal bool IsTimelyAt(DateTimeOffset now) => Scheme.UntimelinessOf(this, now) is null;

    /// <summary>Refuses a scope of another region. V1 signatures have none and always pass.</summary>
    /// <param name="region">The server's region such as cn-hangzhou, or "any" to take all.</param>
    /// <exception cref="OssException">The signature was made for another region.</exception>
    public void CheckRegion(string region) => Scheme.CheckRegion(this, region);

    /// <summary>The same V4 URL signed at another time, or for how long; null where one of these is not well-formed.</summary>
    /// <param name="timestamp">Its x-oss-date.</param>
    /// <param name="expires">Its x-oss-expires.</param>
    /// <param name="signature">Its x-oss-signature.</param>
    internal PresentedSignature? SignedAgain(string timestamp, string expires, string signature) =>
        SigningTime.TryParseStart(timestamp, out var time) && V4UrlReader.TryReadExpires(expires, out var seconds)
            ? this with
            {
                Timestamp = timestamp,
                Time = time,
                ExpiresSeconds = seconds,
                Signature = signature,
            }
            : null;

    /// <summary>Whether the signature is the one that the secret gives for this request. Takes the same time wherever they differ.</summary>
    /// <param name="request">The request that the signature was read from.</param>
    /// <param name="secret">The secret of <see cref="AccessKeyId"/>.</param>
    /// <param name="strict">
    /// Takes the documented form alone. Otherwise also a signature over the request without its empty x-oss-meta-* headers, the odd
    /// forms of V1, and for HEAD of an object a signed URL for GET.
    /// </param>
    /// <param name="mismatch">What was computed from, when the answer is false.</param>
    public bool Verify(SignableRequest request, SigningSecret secret, bool strict, out SignatureMismatch? mismatch)
    {
        if (Scheme.Matches(this, request, secret, V1Form.Documented, out mismatch))
        {
            return true;
        }
        if (strict)
        {
            return false;
        }
        foreach (var (reading, form) in Scheme.Lenient(request))
        {
            if (Scheme.Matches(this, reading, secret, form, out _))
            {
                mismatch = null;
                return true;
            }
        }
        return false;
    }
}
