using Ossa.Protocol.Signing;
using Ossa.Tests.Protocol.Signing;

namespace Ossa.Tests.Server.Refusals;

/// <summary>What can be wrong with a V1 signature in URL or header, and with headers of no version at all.</summary>
internal static class V1Refusals
{
    private const string ThreeParameters =
        "Query-string authentication requires the Signature, Expires and OSSAccessKeyId parameters";

    private const string Characters = "The OSS Access Key Id you provided contains non-acceptable characters";

    public static IEnumerable<Refusal> Of(RefusalScene scene)
    {
        yield return Incomplete("no Expires", scene.V1Url().WithoutParameter(V1Parameters.Expires), "0002-00000067");
        yield return Incomplete(
            "empty Expires",
            scene.V1Url().WithParameter(V1Parameters.Expires, ""),
            "0002-00000068"
        );
        yield return Incomplete(
            "no OSSAccessKeyId",
            scene.V1Url().WithoutParameter(V1Parameters.AccessKeyId),
            "0002-00000071"
        );
        yield return Incomplete(
            "empty OSSAccessKeyId",
            scene.V1Url().WithParameter(V1Parameters.AccessKeyId, ""),
            "0002-00000072"
        );
        yield return Incomplete(
            "no Signature",
            scene.V1Url().WithoutParameter(V1Parameters.Signature),
            "0002-00000074"
        );
        yield return Incomplete(
            "empty Signature",
            scene.V1Url().WithParameter(V1Parameters.Signature, ""),
            "0002-00000075"
        );
        yield return new(
            "V1 URL: no access key id has this character",
            scene.V1Url().WithParameter(V1Parameters.AccessKeyId, "LTAI key"),
            403,
            "InvalidAccessKeyId",
            Characters,
            "0002-00000073",
            ("OSSAccessKeyId", "LTAI key")
        );
        foreach (var expires in (string[])["tomorrow", "-5", "99999999999999999999"])
        {
            yield return new(
                $"V1 URL: Expires {expires}",
                scene.V1Url().WithParameter(V1Parameters.Expires, expires),
                403,
                "AccessDenied",
                "Invalid date (should be seconds since epoch).",
                "0002-00000070",
                ("ArgumentName", "Expires"),
                ("ArgumentValue", expires)
            );
        }

        yield return new(
            "V1 URL: expired",
            scene.V1Url(since: TimeSpan.FromSeconds(660)),
            403,
            "AccessDenied",
            "Request has expired.",
            "0002-00000069",
            ("Expires", scene.SecondsAfterNow(-60)),
            ("ServerTime", scene.ServerTime)
        );
        yield return new(
            "V1 URL: token in a header only",
            scene.V1Url().WithHeader("x-oss-security-token", "CAIS"),
            400,
            "InvalidRequest",
            "Security-token must be provided by query string parameter.",
            "0002-00000005"
        );
        yield return new(
            "V1 header: no access key id has this character",
            scene.V1Header().WithHeader("Authorization", "OSS LTAI!key:c2ln"),
            403,
            "InvalidAccessKeyId",
            Characters,
            "0002-00000901",
            ("OSSAccessKeyId", "LTAI!key")
        );
        yield return new(
            "V1 header: no date",
            scene.V1Header().WithoutHeader("Date").WithoutHeader("x-oss-date"),
            403,
            "AccessDenied",
            "OSS authentication requires a valid Date.",
            "0002-00000503"
        );
        yield return new(
            "V1 header: invalid Date",
            scene.V1Header().WithoutHeader("x-oss-date").WithHeader("Date", "yesterday"),
            403,
            "AccessDenied",
            "OSS authentication requires a valid Date.",
            "0002-00000503"
        );
        yield return new(
            "V1 header: clock late",
            scene.V1Header(since: TimeSpan.FromSeconds(960)),
            403,
            "RequestTimeTooSkewed",
            "The difference between the request time and the current time is too large.",
            "0002-00000504",
            ("MaxAllowedSkewMilliseconds", "900000"),
            ("RequestTime", scene.SecondsAfterNow(-960)),
            ("ServerTime", scene.ServerTime)
        );
        foreach (
            var authorization in (string[])
                ["Bearer abc", "AWS4-HMAC-SHA256 Credential=a", "TOS4-HMAC-SHA256 Credential=a"]
        )
        {
            yield return Header(scene, authorization, "Unsupported Authorization Type", "0002-00000002");
        }

        foreach (
            var (authorization, ec) in (IReadOnlyList<(string, string)>)
                [
                    ("OSSxxx ak:c2ln", "0002-00000061"),
                    ("OSS2 AccessKeyId:ak,Signature:x", "0002-00000061"),
                    ("OSS ak", "0002-00000062"),
                ]
        )
        {
            yield return Header(scene, authorization, "Authorization header is invalid.", ec);
        }
    }

    private static Refusal Incomplete(string situation, SignableRequest request, string ec) =>
        new($"V1 URL: {situation}", request, 403, "AccessDenied", ThreeParameters, ec);

    private static Refusal Header(RefusalScene scene, string authorization, string message, string ec) =>
        new(
            $"Authorization: {authorization}",
            scene.V1Header().WithHeader("Authorization", authorization),
            400,
            "InvalidArgument",
            message,
            ec,
            ("ArgumentName", "Authorization"),
            ("ArgumentValue", authorization)
        );
}
