using Ossa.Protocol.Signing;
using Ossa.Tests.Protocol.Signing;

namespace Ossa.Tests.Server.Refusals;

/// <summary>What can be wrong with a V4-signed URL.</summary>
internal static class V4UrlRefusals
{
    private const string ExpiresRange = "The x-oss-expires parameter must be an integer between 1 and 604800.";
    private const string Form =
        "The x-oss-credential parameter must have the form AccessKeyId/Date/Region/oss/aliyun_v4_request.";

    public static IEnumerable<Refusal> Of(RefusalScene scene)
    {
        yield return Bad(
            scene.V4UrlWith(V4Parameters.Version, "OSS9"),
            "unknown version",
            V4Parameters.Version,
            "OSS9",
            "The signature version is not supported.",
            "0002-00000066"
        );
        yield return Bad(
            scene.V4UrlWithout(V4Parameters.Version),
            "no version",
            V4Parameters.Version,
            "",
            "The signature version is not supported.",
            "0002-00000066"
        );
        yield return Missing(
            scene.V4UrlWithout(V4Parameters.Expires),
            "no x-oss-expires",
            "Query-string authentication requires the x-oss-expires parameter.",
            "0002-00000215"
        );
        yield return Missing(
            scene.V4UrlWith(V4Parameters.Expires, ""),
            "empty x-oss-expires",
            "The x-oss-expires parameter must not be empty.",
            "0002-00000216"
        );
        yield return Missing(
            scene.V4UrlWithout(V4Parameters.Credential),
            "no x-oss-credential",
            "Query-string authentication requires the x-oss-credential parameter.",
            "0002-00000217"
        );
        yield return Missing(
            scene.V4UrlWithout(V4Parameters.Signature),
            "no x-oss-signature",
            "Query-string authentication requires the x-oss-signature parameter.",
            "0002-00000219"
        );
        yield return Missing(
            scene.V4UrlWith(V4Parameters.Signature, ""),
            "empty x-oss-signature",
            "The x-oss-signature parameter must not be empty.",
            "0002-00000220"
        );
        foreach (var expires in (string[])["0", "-1", "604801", "99999999999", "soon", "1.5"])
        {
            yield return Bad(
                scene.V4UrlWith(V4Parameters.Expires, expires),
                $"x-oss-expires {expires}",
                V4Parameters.Expires,
                expires,
                ExpiresRange,
                "0002-00000232"
            );
        }

        yield return BadCredential(
            scene,
            "no access key id has this character",
            scene.Credential(id: "LTAI key"),
            "Invalid access key id in x-oss-credential.",
            "0002-00000222"
        );
        yield return BadCredential(
            scene,
            "date in another form",
            scene.Credential(day: "2025-02-03"),
            "Invalid signing date in x-oss-credential.",
            "0002-00000223"
        );
        yield return BadCredential(
            scene,
            "date that is no day",
            scene.Credential(day: "20250231"),
            "Invalid signing date in x-oss-credential.",
            "0002-00000223"
        );
        yield return BadCredential(
            scene,
            "another terminator",
            scene.Credential(terminator: "aws4_request"),
            Form,
            "0002-00000224"
        );
        yield return BadCredential(
            scene,
            "a part too few",
            scene.Credential().Replace("/oss/", "/", StringComparison.Ordinal),
            Form,
            "0002-00000224"
        );
        yield return BadCredential(scene, "empty", "", Form, "0002-00000224");
        yield return BadCredential(
            scene,
            "another product",
            scene.Credential(product: "s3"),
            "Invalid signing product in Authorization header.",
            "0002-00000227"
        );
        yield return BadCredential(
            scene,
            "another region",
            scene.Credential(region: "cn-beijing"),
            "Invalid signing region",
            "0002-00000228"
        );
        yield return BadCredential(
            scene,
            "region with the prefix oss-",
            scene.Credential(region: "oss-cn-hangzhou"),
            "Invalid signing region",
            "0002-00000228"
        );
        yield return Bad(
            scene.V4UrlWith(V4Parameters.Credential, scene.Credential(day: scene.Yesterday)),
            "x-oss-date on another day than the scope",
            V4Parameters.Credential,
            scene.Credential(day: scene.Yesterday).Split('/', 2)[1],
            "Invalid signing date in x-oss-credential.",
            "0002-00000223"
        );
        yield return Bad(
            scene.V4UrlWith(V4Parameters.AdditionalHeaders, ""),
            "no additional headers in the list",
            "AdditionalHeaders",
            "",
            "AdditionalHeaders must not be empty.",
            "0002-00000209"
        );
        yield return Bad(
            scene.V4UrlWith(V4Parameters.AdditionalHeaders, "host;"),
            "additional headers end in a semicolon",
            "AdditionalHeaders",
            "host;",
            "AdditionalHeaders is malformed.",
            "0002-00000210"
        );
        yield return NoDate(scene.V4UrlWithout(V4Parameters.Date), "no x-oss-date");
        yield return NoDate(scene.V4UrlWith(V4Parameters.Date, "20250203"), "x-oss-date in another form");
        yield return new(
            "V4 URL: expired",
            scene.V4Url(since: TimeSpan.FromSeconds(660)),
            403,
            "AccessDenied",
            "Request has expired.",
            "0002-00000236",
            ("Expires", scene.SecondsAfterNow(-60)),
            ("ServerTime", scene.ServerTime)
        );
        yield return new(
            "V4 URL: over a quarter of an hour early",
            scene.V4Url(since: TimeSpan.FromSeconds(-960)),
            403,
            "AccessDenied",
            "Request is not yet valid.",
            "0002-00000235",
            ("RequestTime", scene.SecondsAfterNow(960)),
            ("ServerTime", scene.ServerTime)
        );
        yield return new(
            "V4 URL: token in a header only",
            scene.V4Url().WithHeader("x-oss-security-token", "CAIS"),
            400,
            "InvalidRequest",
            "Security-token must be provided by query string parameter.",
            "0002-00000005"
        );
    }

    private static Refusal Missing(SignableRequest request, string situation, string message, string ec) =>
        new($"V4 URL: {situation}", request, 400, "InvalidArgument", message, ec);

    private static Refusal Bad(
        SignableRequest request,
        string situation,
        string argument,
        string value,
        string message,
        string ec
    ) =>
        new(
            $"V4 URL: {situation}",
            request,
            400,
            "InvalidArgument",
            message,
            ec,
            ("ArgumentName", argument),
            ("ArgumentValue", value)
        );

    private static Refusal BadCredential(
        RefusalScene scene,
        string situation,
        string credential,
        string message,
        string ec
    ) =>
        Bad(
            scene.V4UrlWith(V4Parameters.Credential, credential),
            $"credential: {situation}",
            V4Parameters.Credential,
            credential,
            message,
            ec
        );

    private static Refusal NoDate(SignableRequest request, string situation) =>
        new(
            $"V4 URL: {situation}",
            request,
            403,
            "AccessDenied",
            "OSS authentication requires a valid Date.",
            "0002-00000503"
        );
}
