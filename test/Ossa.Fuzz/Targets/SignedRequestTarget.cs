using Ossa.Fuzz.Requests;
using Ossa.Protocol.Signing;

namespace Ossa.Fuzz.Targets;

/// <summary>Signed requests: whatever comes is refused with an error of the list, unless it means what one of the seeds means that was signed.</summary>
internal sealed class SignedRequestTarget : SignedTarget
{
    private static readonly SigningSecret Secret = new(SignedSeeds.Key.Secret);

    /// <summary>The words of signed requests.</summary>
    public static IReadOnlyList<string> Words { get; } =
    [
        "GET ",
        "PUT ",
        "HEAD ",
        "/bucket/key",
        "?acl",
        "&versionId=a",
        "&x-oss-process=image",
        "&prefix=b",
        "&x-oss-signature-version=OSS4-HMAC-SHA256",
        "&x-oss-credential=fuzz-key/20250203/cn-hangzhou/oss/aliyun_v4_request",
        "&x-oss-date=20250203T120000Z",
        "&x-oss-expires=604800",
        "&x-oss-signature=00",
        "&x-oss-additional-headers=host;a",
        "&OSSAccessKeyId=fuzz-key",
        "&Expires=99999999999",
        "&Signature=a",
        "&security-token=b",
        "\nAuthorization: OSS fuzz-key:a",
        "\nAuthorization: OSS4-HMAC-SHA256 Credential=fuzz-key/20250203/cn-hangzhou/oss/aliyun_v4_request,Signature=0",
        ",AdditionalHeaders=host",
        "\nx-oss-date: 20250203T120000Z",
        "\nDate: Mon, 03 Feb 2025 12:00:00 GMT",
        "\nx-oss-content-sha256: UNSIGNED-PAYLOAD",
        "\nx-oss-meta-a: c",
        "\nx-oss-meta-b:",
        "\nx-oss-security-token: t",
        "\nContent-Type: a/b",
        "\nContent-MD5: a",
        "\nAccept: */*",
        "\nHost: other",
    ];

    public SignedRequestTarget(string name, IReadOnlyList<SignableRequest> signed)
    {
        Name = name;
        Seeds = [.. signed.Select(RequestText.Write)];
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tokens => Words;

    /// <summary>What the request means as a signed one; null when it is none that a server would let in.</summary>
    protected override string? MeaningOf(byte[] input)
    {
        if (RequestText.TryRead(input) is not { } request)
        {
            return null;
        }

        PresentedSignature? presented = null;
        var isRead = Refusal.IsNone(() =>
        {
            presented = PresentedSignatures.Read(request);
            presented?.CheckTime(SignedSeeds.Noon);
            presented?.CheckRegion(SignedSeeds.Region);
        });
        // V1 has odd forms besides, which a lenient server takes and which leave more open; those are not measured here.
        var isStrict = presented is { Scope: null };
        return
            isRead
            && presented is { } signature
            && signature.AccessKeyId == SignedSeeds.Key.Id
            && signature.Verify(request, Secret, isStrict, out _)
            ? RequestMeaning.Of(request, signature)
            : null;
    }
}
