using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Ossa.Protocol.Errors;

namespace Ossa.Protocol.Signing;

/// <summary>
/// The signature that a request presents, well-formed but not yet believed. A server reads it with
/// <see cref="PresentedSignatures.Read"/>, then calls <see cref="CheckTime"/> and <see cref="CheckRegion"/>, looks the access key up, and
/// calls <see cref="Verify"/>.
/// </summary>
/// <param name="AccessKeyId">Who claims to have signed.</param>
/// <param name="SecurityToken">The security token that came along, or null.</param>
/// <param name="Signature">The signature: hex for V4, base64 for V1.</param>
public abstract record PresentedSignature(string AccessKeyId, string? SecurityToken, string Signature)
{
    /// <summary>
    /// Whether the signature has the length and the characters of one. Of one that was cut off or mistyped a server says that it does not match.
    /// </summary>
    public abstract bool IsWhole { get; }

    /// <summary>Refuses what is expired, not yet valid, or too far off the server's clock.</summary>
    /// <param name="now">The server's time when the request arrived.</param>
    /// <exception cref="OssException">The request's time does not count now.</exception>
    public void CheckTime(DateTimeOffset now)
    {
        if (UntimelinessAt(now) is { } refusal)
        {
            throw refusal;
        }
    }

    /// <summary>Whether <see cref="CheckTime"/> refuses nothing.</summary>
    /// <param name="now">The server's time when the request arrived.</param>
    public bool IsTimelyAt(DateTimeOffset now) => UntimelinessAt(now) is null;

    /// <summary>Refuses a scope of another region. V1 signatures have none and always pass.</summary>
    /// <param name="region">The server's region such as cn-hangzhou, or "any" to take all.</param>
    /// <exception cref="OssException">The signature was made for another region.</exception>
    public virtual void CheckRegion(string region) { }

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
        if (Matches(request, secret, V1Form.Documented, out mismatch))
        {
            return true;
        }
        if (!strict && Lenient(request).Any(reading => Matches(reading.Request, secret, reading.Form, out _)))
        {
            mismatch = null;
            return true;
        }
        return false;
    }

    /// <summary>What is wrong with the request's time, or null.</summary>
    private protected abstract OssException? UntimelinessAt(DateTimeOffset now);

    /// <summary>Further readings of the request that a lenient server tries, each differing in one respect.</summary>
    private protected abstract IEnumerable<(SignableRequest Request, V1Form Form)> Lenient(SignableRequest request);

    private protected abstract bool Matches(
        SignableRequest request,
        SigningSecret secret,
        V1Form form,
        out SignatureMismatch? mismatch
    );

    private protected bool IsSignature(ReadOnlySpan<char> computed) =>
        CryptographicOperations.FixedTimeEquals(
            MemoryMarshal.AsBytes(computed),
            MemoryMarshal.AsBytes(Signature.AsSpan())
        );

    private protected static IEnumerable<(SignableRequest Request, V1Form Form)> WithoutEmptyMeta(
        SignableRequest request
    )
    {
        if (request.Headers.Any(CanonicalHeaders.IsEmptyMeta))
        {
            var headers = request.Headers.Where(header => !CanonicalHeaders.IsEmptyMeta(header)).ToArray();
            yield return (request with { Headers = headers }, V1Form.Documented);
        }
    }

    private protected static IEnumerable<(SignableRequest Request, V1Form Form)> HeadAsGet(SignableRequest request)
    {
        if (request is { Method: "HEAD", Key: not null })
        {
            yield return (request with { Method = "GET" }, V1Form.Documented);
        }
    }

    private protected static OssException? SkewOf(DateTimeOffset requestTime, DateTimeOffset now) =>
        (now - requestTime).Duration() <= SignatureV4.MaxSkew
            ? null
            : new OssException(
                OssErrors.RequestTimeTooSkewed,
                [
                    new("MaxAllowedSkewMilliseconds", $"{SignatureV4.MaxSkew.TotalMilliseconds}"),
                    new("RequestTime", SigningTime.ToErrorTime(requestTime)),
                    new("ServerTime", SigningTime.ToErrorTime(now)),
                ]
            );

    private protected static OssException? ExpiryOf(OssError error, DateTimeOffset expiresAt, DateTimeOffset now) =>
        now <= expiresAt
            ? null
            : new OssException(
                error,
                [new("Expires", SigningTime.ToErrorTime(expiresAt)), new("ServerTime", SigningTime.ToErrorTime(now))]
            );
}
