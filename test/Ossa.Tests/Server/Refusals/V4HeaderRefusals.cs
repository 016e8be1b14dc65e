using Ossa.Protocol.Signing;
using Ossa.Tests.Protocol.Signing;

namespace Ossa.Tests.Server.Refusals;

/// <summary>What can be wrong with a V4 Authorization header.</summary>
internal static class V4HeaderRefusals
{
    private const string Signature = ",Signature=00";
    private const string Fields = "Authorization header is invalid, bad num of Items in Authorization header.";

    public static IEnumerable<Refusal> Of(RefusalScene scene)
    {
        var credential = scene.Credential();
        yield return BadFields(scene, "no signature", $"Credential={credential}");
        yield return BadFields(scene, "no credential", "Signature=00");
        yield return BadFields(scene, "a field too many", $"Credential={credential}{Signature},Extra=1");
        yield return BadCredential(
            scene,
            "no access key id has this character",
            scene.Credential(id: "LTAI!key"),
            "Invalid access key id in Authorization header.",
            "0002-00000206"
        );
        yield return BadCredential(
            scene,
            "date in another form",
            scene.Credential(day: "2025-02-03"),
            "Invalid signing date in Authorization header.",
            "0002-00000212"
        );
        yield return BadCredential(
            scene,
            "date that is no day",
            scene.Credential(day: "20250231"),
            "Invalid signing date in Authorization header.",
            "0002-00000212"
        );
        yield return BadCredential(
            scene,
            "another terminator",
            scene.Credential(terminator: "aws4_request"),
            "Invalid credential in Authorization header.",
            "0002-00000213"
        );
        yield return BadCredential(
            scene,
            "another product",
            scene.Credential(product: "s3"),
            "Invalid signing product in Authorization header.",
            "0002-00000227"
        );
        yield return Argument(
            "x-oss-date on another day than the scope",
            scene.V4HeaderWith(scene.Credential(day: scene.Yesterday)),
            scene.Credential(day: scene.Yesterday).Split('/', 2)[1],
            "Invalid signing date in Authorization header.",
            "0002-00000212"
        );
        yield return WrongRegion(scene, "another region", "cn-beijing");
        yield return WrongRegion(scene, "region with the prefix oss-", "oss-cn-hangzhou");
        yield return BadList(
            scene,
            "no additional headers in the list",
            "",
            "AdditionalHeaders must not be empty.",
            "0002-00000209"
        );
        yield return BadList(
            scene,
            "additional headers end in a semicolon",
            "host;",
            "AdditionalHeaders is malformed.",
            "0002-00000210"
        );
        yield return NoDate("no date", scene.V4Header().WithoutHeader("x-oss-date").WithoutHeader("Date"));
        yield return NoDate("invalid x-oss-date", scene.V4Header().WithHeader("x-oss-date", "today"));
        yield return Skewed("clock late", scene, 960);
        yield return Skewed("clock early", scene, -960);
    }

    private static Refusal BadFields(RefusalScene scene, string situation, string fields) =>
        Argument(
            situation,
            scene.V4Header().WithHeader("Authorization", $"OSS4-HMAC-SHA256 {fields}"),
            $"OSS4-HMAC-SHA256 {fields}",
            Fields,
            "0002-00000202"
        );

    private static Refusal BadCredential(
        RefusalScene scene,
        string situation,
        string credential,
        string message,
        string ec
    ) => Argument($"credential: {situation}", scene.V4HeaderWith(credential), credential, message, ec);

    private static Refusal BadList(RefusalScene scene, string situation, string list, string message, string ec) =>
        Argument(
            situation,
            scene.V4HeaderWith(scene.Credential(), $",AdditionalHeaders={list}{Signature}"),
            list,
            message,
            ec,
            "AdditionalHeaders"
        );

    private static Refusal Argument(
        string situation,
        SignableRequest request,
        string value,
        string message,
        string ec,
        string name = "Authorization"
    ) =>
        new(
            $"V4 header: {situation}",
            request,
            400,
            "InvalidArgument",
            message,
            ec,
            ("ArgumentName", name),
            ("ArgumentValue", value)
        );

    private static Refusal WrongRegion(RefusalScene scene, string situation, string region) =>
        new(
            $"V4 header: credential: {situation}",
            scene.V4HeaderWith(scene.Credential(region: region)),
            400,
            "InvalidArgument",
            "Invalid signing region in Authorization header.",
            "0002-00000226",
            ("Authorization", "")
        );

    private static Refusal NoDate(string situation, SignableRequest request) =>
        new(
            $"V4 header: {situation}",
            request,
            403,
            "AccessDenied",
            "OSS authentication requires a valid Date.",
            "0002-00000503"
        );

    private static Refusal Skewed(string situation, RefusalScene scene, int lateSeconds) =>
        new(
            $"V4 header: {situation}",
            scene.V4Header(since: TimeSpan.FromSeconds(lateSeconds)),
            403,
            "RequestTimeTooSkewed",
            "The difference between the request time and the current time is too large.",
            "0002-00000504",
            ("MaxAllowedSkewMilliseconds", "900000"),
            ("RequestTime", scene.SecondsAfterNow(-lateSeconds)),
            ("ServerTime", scene.ServerTime)
        );
}
