using System.Text;
using Ossa.Protocol.Signing;
using Ossa.Tests.Protocol.Signing;

namespace Ossa.Tests.Server.Refusals;

/// <summary>Well-formed signatures that prove nothing: unknown keys, wrong secrets, tokens; and which of two faults is told.</summary>
internal static class ProofRefusals
{
    private const string Mismatch =
        "The request signature we calculated does not match the signature you provided. Check your key and signing method.";

    private const string Both =
        "Either the Signature query string parameter or the Authorization header should be specified, not both.";

    public static IEnumerable<Refusal> Of(RefusalScene scene)
    {
        foreach (var scheme in SigningScheme.All)
        {
            yield return Unknown(scheme.Name, scheme.Sign(RefusalScene.Stranger, scene.Now, scene.Anonymous));
            yield return new(
                $"{scheme.Name}: token of nobody",
                scheme.Sign(TestServer.Key with { SecurityToken = "CAIS" }, scene.Now, scene.Anonymous),
                403,
                "InvalidSecurityToken",
                "The security token you provided is invalid.",
                "0002-00000006"
            );
        }

        yield return MismatchV4("V4 URL", scene.V4Url(RefusalScene.Forger), V4Parameters.Date, scene);
        yield return MismatchV4("V4 header", scene.V4Header(RefusalScene.Forger), null, scene);
        yield return MismatchV1("V1 URL", scene.V1Url(RefusalScene.Forger), request => request.Parameter("Expires"));
        yield return MismatchV1("V1 header", scene.V1Header(RefusalScene.Forger), request => request.Header("Date"));
        yield return new(
            "V4 URL and header",
            scene.V4Url().WithHeader("Authorization", "OSS a:b"),
            400,
            "InvalidArgument",
            Both,
            "0002-00000039"
        );
        yield return new(
            "V1 URL and header",
            scene.V1Url().WithHeader("Authorization", "OSS a:b"),
            400,
            "InvalidArgument",
            Both,
            "0002-00000039"
        );
        yield return new(
            "A missing bucket is told even to an unknown key",
            scene.V4Url(RefusalScene.Stranger, request: scene.Anonymous with { Bucket = "no-such-bucket" }),
            404,
            "NoSuchBucket",
            "The specified bucket does not exist.",
            "0015-00000101",
            ("BucketName", "no-such-bucket")
        );
        yield return new(
            "The end of a URL is told even to an unknown key",
            scene.V4Url(RefusalScene.Stranger, TimeSpan.FromSeconds(660)),
            403,
            "AccessDenied",
            "Request has expired.",
            "0002-00000236",
            ("Expires", scene.SecondsAfterNow(-60)),
            ("ServerTime", scene.ServerTime)
        );
    }

    private static Refusal Unknown(string scheme, SignableRequest request) =>
        new(
            $"{scheme}: unknown key",
            request,
            403,
            "InvalidAccessKeyId",
            "The OSS Access Key Id you provided does not exist in our records.",
            "0002-00000902",
            ("OSSAccessKeyId", RefusalScene.Stranger.Id)
        );

    private static Refusal MismatchV4(string scheme, SignableRequest request, string? dateParameter, RefusalScene scene)
    {
        var canonical = SignatureV4.CanonicalRequest(request);
        var scope = new CredentialScope(SigningTime.ToScopeDay(scene.Now), TestServer.Region);
        var (date, signature) = dateParameter is null
            ? (request.Header("x-oss-date"), request.Header("Authorization").Split("Signature=")[1])
            : (request.Parameter(dateParameter), request.Parameter(V4Parameters.Signature));
        var stringToSign = SignatureV4.StringToSign(date, scope, canonical);
        return new(
            $"{scheme}: wrong secret",
            request,
            403,
            "SignatureDoesNotMatch",
            Mismatch,
            "0002-00000201",
            ("OSSAccessKeyId", TestServer.Key.Id),
            ("SignatureProvided", signature),
            ("StringToSign", stringToSign),
            ("StringToSignBytes", SpacedHex(Encoding.UTF8.GetBytes(stringToSign))),
            ("CanonicalRequest", Encoding.UTF8.GetString(canonical))
        );
    }

    private static Refusal MismatchV1(string scheme, SignableRequest request, Func<SignableRequest, string> date)
    {
        var stringToSign = SignatureV1.StringToSign(request, date(request));
        var signature = request.Query.FirstOrDefault(parameter => parameter.Key == V1Parameters.Signature).Value;
        return new(
            $"{scheme}: wrong secret",
            request,
            403,
            "SignatureDoesNotMatch",
            Mismatch,
            "0002-00000040",
            ("OSSAccessKeyId", TestServer.Key.Id),
            ("SignatureProvided", signature ?? request.Header("Authorization").Split(':')[1]),
            ("StringToSign", Encoding.UTF8.GetString(stringToSign)),
            ("StringToSignBytes", SpacedHex(stringToSign))
        );
    }

    private static string SpacedHex(byte[] bytes) => BitConverter.ToString(bytes).Replace('-', ' ');
}
