using System.Text.Json;
using Ossa.Fuzz.Requests;
using Ossa.Protocol.Signing;

namespace Ossa.Fuzz.Targets;

/// <summary>Requests of RAM and STS that are signed in their header: neither the query nor a signed header can be changed.</summary>
internal sealed class Acs3Target : SignedTarget
{
    private const string Names = "host;x-acs-action;x-acs-content-sha256";
    private const string BodySha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static readonly SigningSecret Secret = new(SignedSeeds.Key.Secret);

    /// <inheritdoc/>
    public override string Name => "acs3";

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        RequestText.Write(Sign("GET", [])),
        RequestText.Write(Sign("POST", [new("RoleArn", "acs:ram::1:role/reader"), new("a b", "\u00e4&=")])),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tokens { get; } =
    [
        "GET ",
        "POST ",
        "&RoleArn=b",
        "\nAuthorization: ACS3-HMAC-SHA256 Credential=fuzz-key,SignedHeaders=host,Signature=0",
        "SignedHeaders=",
        ",Signature=",
        ";host",
        ";x-acs-version",
        "\nx-acs-version: 1",
        "\nx-acs-action: b",
        "\nHost: other",
    ];

    private static SignableRequest Sign(string method, IReadOnlyList<KeyValuePair<string, string>> query)
    {
        KeyValuePair<string, string>[] headers =
        [
            new("host", "localhost"),
            new("x-acs-action", "GetCallerIdentity"),
            new("x-acs-content-sha256", BodySha256),
        ];
        var signature = Acs3Signature.Sign(SignedSeeds.Key.Secret, method, query, headers, Names, BodySha256);
        var authorization =
            $"{Acs3Signature.Scheme} Credential={SignedSeeds.Key.Id},SignedHeaders={Names},Signature={signature}";
        return new SignableRequest(method, null, null, query, [.. headers, new("Authorization", authorization)]);
    }

    protected override string? MeaningOf(byte[] input)
    {
        if (
            RequestText.TryRead(input) is not { Bucket: null } request
            || Acs3Authorization.TryParse(Header(request, "Authorization")) is not { } authorization
            || authorization.AccessKeyId != SignedSeeds.Key.Id
        )
        {
            return null;
        }

        KeyValuePair<string, string>[] headers =
        [
            .. authorization.SignedHeaders.Select(name => KeyValuePair.Create(name, Header(request, name))),
        ];
        return Acs3Signature.Verify(Secret, request.Method, request.Query, headers, authorization, BodySha256)
            ? JsonSerializer.Serialize(
                (object[])
                    [request.Method, request.Query.OrderBy(parameter => parameter.Key, StringComparer.Ordinal), headers]
            )
            : null;
    }

    /// <summary>The value as a server has it: lines of one name together.</summary>
    private static string Header(SignableRequest request, string name) =>
        string.Join(
            ',',
            request
                .Headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
                .Select(header => header.Value.Trim([' ', '\t']))
        );
}
