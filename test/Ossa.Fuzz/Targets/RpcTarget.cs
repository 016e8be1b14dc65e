using System.Text.Json;
using Ossa.Fuzz.Requests;
using Ossa.Protocol.Signing;

namespace Ossa.Fuzz.Targets;

/// <summary>Parameters that sign themselves, as of STS: none can be added, taken away or changed.</summary>
internal sealed class RpcTarget : SignedTarget
{
    private static readonly SigningSecret Secret = new(SignedSeeds.Key.Secret);

    private static readonly SignableRequest[] Signed = [.. Requests().Select(Sign)];

    /// <inheritdoc/>
    public override string Name => "rpc";

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds { get; } = [.. Signed.Select(RequestText.Write)];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tokens { get; } =
    [
        "GET ",
        "POST ",
        "&Action=AssumeRole",
        "&Version=2015-04-01",
        "&AccessKeyId=fuzz-key",
        "&SignatureMethod=HMAC-SHA256",
        "&SignatureMethod=HMAC-SHA1",
        "&SignatureNonce=b",
        "&Signature=",
        "&SecurityToken=t",
        "&DurationSeconds=43200",
        "%26",
        "%3D",
        "%253D",
    ];

    protected override string? MeaningOf(byte[] input) =>
        RequestText.TryRead(input) is { Bucket: null } request && IsSigned(request) ? Meaning(request) : null;

    private static IEnumerable<SignableRequest> Requests()
    {
        foreach (var method in (string[])[RpcSignature.HmacSha1, RpcSignature.HmacSha256])
        {
            yield return new SignableRequest(
                method == RpcSignature.HmacSha1 ? "GET" : "POST",
                Bucket: null,
                Key: null,
                [
                    new("Action", "AssumeRole"),
                    new("RoleArn", "acs:ram::1000000000000001:role/reader"),
                    new("Policy", """{"a":"b&c=d +\u00e4"}"""),
                    new("SignatureMethod", method),
                    new("SignatureNonce", "a"),
                ],
                []
            );
        }
    }

    private static SignableRequest Sign(SignableRequest request) =>
        request with
        {
            Query =
            [
                .. request.Query,
                new(
                    RpcSignature.Parameter,
                    RpcSignature.Sign(
                        SignedSeeds.Key.Secret,
                        request.Method,
                        request.Query,
                        Find(request, "SignatureMethod")!
                    )
                ),
            ],
        };

    /// <summary>As a server reads it: a parameter that stands twice is none.</summary>
    private static bool IsSigned(SignableRequest request) =>
        request.Query.DistinctBy(parameter => parameter.Key).Count() == request.Query.Count
        && Find(request, "SignatureMethod") is var method
        && RpcSignature.IsMethod(method ?? RpcSignature.HmacSha1)
        && Find(request, RpcSignature.Parameter) is { } signature
        && RpcSignature.Verify(Secret, request.Method, request.Query, method ?? RpcSignature.HmacSha1, signature);

    private static string? Find(SignableRequest request, string name) =>
        request.Query.FirstOrDefault(parameter => parameter.Key == name).Value;

    private static string Meaning(SignableRequest request) =>
        JsonSerializer.Serialize(
            (object[])
                [
                    request.Method,
                    request
                        .Query.Where(parameter => parameter.Key != RpcSignature.Parameter)
                        .OrderBy(parameter => parameter.Key, StringComparer.Ordinal),
                ]
        );
}
