using System.Runtime.InteropServices;
using Ossa.Protocol.Errors;

namespace Ossa.Protocol.Signing;

/// <summary>The ways to sign a request: two versions, each in the Authorization header and in the URL. They hold nothing of any request.</summary>
public abstract class SignatureScheme
{
    /// <summary>V4 in the Authorization header.</summary>
    public static SignatureScheme V4Header { get; } = new V4HeaderScheme();

    /// <summary>V4 in the URL.</summary>
    public static SignatureScheme V4Url { get; } = new V4UrlScheme();

    /// <summary>V1 in the Authorization header.</summary>
    public static SignatureScheme V1Header { get; } = new V1HeaderScheme();

    /// <summary>V1 in the URL.</summary>
    public static SignatureScheme V1Url { get; } = new V1UrlScheme();

    private protected SignatureScheme() { }

    /// <summary>Whether the signature makes a URL that others can be given.</summary>
    public abstract bool IsUrl { get; }

    internal abstract bool IsWhole(string signature);

    /// <summary>The refusal of what is expired, not yet valid, or too far off the server's clock; else null.</summary>
    internal abstract OssException? UntimelinessOf(in PresentedSignature presented, DateTimeOffset now);

    /// <summary>Refuses a scope of another region. V1 has no scope.</summary>
    internal virtual void CheckRegion(in PresentedSignature presented, string region) { }

    /// <summary>Further readings of the request that a lenient server tries, each differing in one respect.</summary>
    internal abstract IEnumerable<(SignableRequest Request, V1Form Form)> Lenient(SignableRequest request);

    internal abstract bool Matches(
        in PresentedSignature presented,
        SignableRequest request,
        SigningSecret secret,
        V1Form form,
        out SignatureMismatch? mismatch
    );

    private protected static bool AreEqual(ReadOnlySpan<char> presented, ReadOnlySpan<char> computed) =>
        ConstantTime.AreEqual(MemoryMarshal.AsBytes(computed), MemoryMarshal.AsBytes(presented));

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

    private protected static OssException? SkewOf(in PresentedSignature presented, DateTimeOffset now) =>
        (now - presented.Time).Duration() <= SignatureV4.MaxSkew
            ? null
            : new OssException(
                OssErrors.RequestTimeTooSkewed,
                [
                    new("MaxAllowedSkewMilliseconds", $"{SignatureV4.MaxSkew.TotalMilliseconds}"),
                    new("RequestTime", SigningTime.ToErrorTime(presented.Time)),
                    new("ServerTime", SigningTime.ToErrorTime(now)),
                ]
            );

    private protected static OssException? ExpiryOf(
        in PresentedSignature presented,
        OssError error,
        DateTimeOffset now
    ) =>
        now <= presented.ExpiresAt
            ? null
            : new OssException(
                error,
                [
                    new("Expires", SigningTime.ToErrorTime(presented.ExpiresAt)),
                    new("ServerTime", SigningTime.ToErrorTime(now)),
                ]
            );
}
