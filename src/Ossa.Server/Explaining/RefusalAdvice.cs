using Ossa.Protocol.Errors;

namespace Ossa.Server.Explaining;

/// <summary>What to do about the refusals that holders of signed URLs meet most, and which of the usual causes they tell of.</summary>
public static class RefusalAdvice
{
    private const string Denied = "AccessDenied";

    private static readonly Sentence Ended = Sentence.Of(
        "UrlEnded",
        $"The URL has ended; sign a new one. If it is new, the signer's clock is behind."
    );

    private static readonly Sentence OtherRegion = Sentence.Of(
        "OtherRegion",
        $"Sign for the region of the server; --region and OSS_REGION say which."
    );

    private static readonly Sentence Referer = Sentence.Of(
        "RefererRules",
        $"The bucket's Referer rules refuse the page that the link stands on, or clients that name none; add it to the rules."
    );

    private static readonly Sentence Permission = Sentence.Of(
        "NotPermitted",
        $"The signer may not do this, or no more: a URL never gives more than its signer may do at the moment of use. See its policies, the bucket's policy, and the lists of bucket and object."
    );

    private static readonly Sentence Signature = Sentence.Of(
        "CompareSides",
        $"Method, key, a parameter or a signed header differs from what was signed, or the secret is another one; compare the two sides."
    );

    /// <summary>What some errors say by their fine-grained code only.</summary>
    private static readonly Dictionary<string, Advice> ByEc = Index(
        (OssErrors.UrlExpiredV4, new(Ended, Cause.Expired)),
        (OssErrors.UrlExpiredV1, new(Ended, Cause.Expired)),
        (
            OssErrors.UrlNotYetValidV4,
            new(
                Sentence.Of(
                    "SignerAhead",
                    $"The signer's clock is ahead by more than 15 minutes, perhaps by its time zone."
                ),
                Cause.Clock
            )
        ),
        (OssErrors.UrlSigningRegion, new(OtherRegion, Cause.Region)),
        (OssErrors.InvalidSigningRegion, new(OtherRegion, Cause.Region)),
        (
            OssErrors.SignatureDoesNotMatchAddress,
            new(
                Sentence.Of(
                    "BoundToAddress",
                    $"The URL is bound to an address, and the client came from another one. Behind a proxy, the server must trust it."
                ),
                Cause.Address
            )
        ),
        (OssErrors.RefererMissing, new(Referer, Cause.Referer)),
        (OssErrors.RefererDenied, new(Referer, Cause.Referer)),
        (OssErrors.RefererNotAllowed, new(Referer, Cause.Referer)),
        (
            OssErrors.DisabledAccessKey,
            new(
                Sentence.Of(
                    "KeyDisabled",
                    $"The signer's access key is disabled; enable it, or sign with another one."
                ),
                Cause.AccessKey
            )
        ),
        (
            OssErrors.AccessDeniedByBucketPolicy,
            new(
                Sentence.Of(
                    "DeniedByBucketPolicy",
                    $"A statement of the bucket's policy denies it; see ossa audit for which."
                ),
                Cause.Permission
            )
        ),
        (
            OssErrors.AccessDeniedByUserPolicy,
            new(
                Sentence.Of(
                    "DeniedByUserPolicy",
                    $"A statement of the signer's policies denies it; see ossa audit for which."
                ),
                Cause.Permission
            )
        )
    );

    /// <summary>What the rest say by their code.</summary>
    private static readonly Dictionary<string, Advice> ByCode = new()
    {
        ["SignatureDoesNotMatch"] = new(Signature, Cause: null),
        ["InvalidAccessKeyId"] = new(
            Sentence.Of(
                "KeyUnknown",
                $"The server does not know the signer's access key: it was deleted, or belongs to another server."
            ),
            Cause.AccessKey
        ),
        ["RequestTimeTooSkewed"] = new(
            Sentence.Of("SetClock", $"Set the clock of the client; it may be off by its time zone."),
            Cause.Clock
        ),
        ["SecurityTokenExpired"] = new(
            Sentence.Of(
                "SessionEnded",
                $"The session that signed has ended, and its URLs with it; sign with a new one."
            ),
            Cause.Expired
        ),
        ["InvalidSecurityToken"] = new(
            Sentence.Of(
                "TokenChanged",
                $"The token was changed on the way (a + that became a space, an = that was cut off), or is of another server."
            ),
            Cause.Parameters
        ),
        ["NoSuchKey"] = new(
            Sentence.Of(
                "NoSuchObject",
                $"There is no such object. Keys are exact in case, and a slash at the beginning counts."
            ),
            Cause: null
        ),
        ["NoSuchBucket"] = new(
            Sentence.Of("NoSuchBucket", $"There is no such bucket. Does the endpoint hold the bucket already?"),
            Cause: null
        ),
        ["MethodNotAllowed"] = new(
            Sentence.Of(
                "MethodDoesNotFit",
                $"The method does not fit what the URL names; a URL is signed for one method."
            ),
            Cause.Method
        ),
    };

    /// <summary>The advice, or null where the error says all that there is to say.</summary>
    /// <param name="code">The code of the error.</param>
    /// <param name="ec">Its fine-grained code, or null.</param>
    public static string? Of(string code, string? ec) => SentenceOf(code, ec)?.Text;

    /// <summary>The same for other languages too.</summary>
    internal static Sentence? SentenceOf(string code, string? ec) => Find(code, ec)?.Sentence;

    /// <summary>Which of the usual causes the error tells of, or null where it tells of none.</summary>
    /// <param name="code">The code of the error, or null where there was none.</param>
    /// <param name="ec">Its fine-grained code, or null.</param>
    internal static Cause? CauseOf(string? code, string? ec) => code is null ? null : Find(code, ec)?.Cause;

    private static Advice? Find(string code, string? ec) =>
        ec is not null && ByEc.TryGetValue(ec, out var advice) ? advice
        // Those of links have no such code, and words of their own.
        : code == Denied ? (ec is null ? null : new Advice(Permission, Cause.Permission))
        : ByCode.GetValueOrDefault(code);

    private static Dictionary<string, Advice> Index(params (OssError Error, Advice Advice)[] advised) =>
        advised.Where(pair => pair.Error.Ec is not null).ToDictionary(pair => pair.Error.Ec!, pair => pair.Advice);

    private sealed record Advice(Sentence Sentence, Cause? Cause);
}
