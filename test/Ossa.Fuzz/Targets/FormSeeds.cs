using Ossa.Protocol.Forms;
using Ossa.Protocol.Signing;

namespace Ossa.Fuzz.Targets;

/// <summary>Policies of forms and forms that were signed, and the words of their grammars.</summary>
internal static class FormSeeds
{
    public static IReadOnlyList<string> Policies { get; } =
    [
        """{"expiration":"2025-02-03T13:00:00.000Z","conditions":[{"bucket":"bucket"},["starts-with","$key","folder/"]]}""",
        """
            {"expiration":"2025-02-03T13:00:00Z","conditions":[
            ["content-length-range",1,1048576],["eq","$success_action_status","200"],
            ["in","$content-type",["image/jpeg","image/png"]],["not-in","$cache-control",["no-cache"]]]}
            """,
        """{"expiration":"2024-01-01T00:00:00Z","conditions":[]}""",
    ];

    public static IReadOnlyList<string> PolicyTokens { get; } =
    [
        "\"expiration\":",
        "\"2099-01-01T00:00:00Z\"",
        "\"conditions\":",
        "[\"eq\",\"$key\",\"folder/key\"],",
        "[\"starts-with\",\"$key\",\"\"],",
        "[\"content-length-range\",0,1],",
        "[\"in\",\"$key\",[]],",
        "[\"not-in\",\"$Bucket\",[\"b\"]],",
        "{\"key\":\"folder/key\"},",
        "{\"Bucket\":\"x\"},",
        "$",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
    ];

    public static IReadOnlyList<string> Forms { get; } = [.. Policies.Take(2).SelectMany(Sign)];

    public static IReadOnlyList<string> FormTokens { get; } =
    [
        "\npolicy: ",
        "\nOSSAccessKeyId: fuzz-key",
        "\nSignature: ",
        "\nx-oss-signature-version: OSS4-HMAC-SHA256",
        "\nx-oss-credential: fuzz-key/20250203/cn-hangzhou/oss/aliyun_v4_request",
        "\nx-oss-date: 20250203T120000Z",
        "\nx-oss-signature: ",
        "\nx-oss-security-token: t",
        "\nkey: folder/other",
        "=",
        "\n",
    ];

    private static IEnumerable<string> Sign(string json)
    {
        var policy = PostPolicy.Encode(json);
        var scope = new CredentialScope(
            SigningTime.ToScopeDay(SignedSeeds.Noon),
            SignedSeeds.Region,
            CredentialScope.OssProduct
        );
        yield return $"key: folder/key\nOSSAccessKeyId: {SignedSeeds.Key.Id}\npolicy: {policy}\n"
            + $"Signature: {FormSignature.SignV1(SignedSeeds.Key.Secret, policy)}";
        yield return $"key: folder/key\nx-oss-signature-version: {SignatureV4.Algorithm}\n"
            + $"x-oss-credential: {SignedSeeds.Key.Id}/{scope}\nx-oss-date: {SigningTime.ToIsoBasic(SignedSeeds.Noon)}\n"
            + $"policy: {policy}\nx-oss-signature: {FormSignature.SignV4(SignedSeeds.Key.Secret, scope, policy)}";
    }
}
