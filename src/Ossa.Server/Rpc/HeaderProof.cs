using Ossa.Protocol.Errors;
using Ossa.Protocol.Signing;
using Ossa.Server.Road;

namespace Ossa.Server.Rpc;

/// <summary>A signature in the Authorization header, over query, body and headers. Of the headers only signed ones count.</summary>
internal sealed record HeaderProof : RpcProof
{
    private static readonly string[] AlwaysSigned =
    [
        "host",
        RpcHeaders.Action,
        RpcHeaders.BodySha256,
        RpcHeaders.Date,
        RpcHeaders.Nonce,
        RpcHeaders.Version,
    ];

    private readonly RpcRequest _request;
    private readonly Acs3Authorization _authorization;
    private readonly IReadOnlyList<KeyValuePair<string, string>> _headers;

    private HeaderProof(OssContext context, RpcRequest request, Acs3Authorization authorization)
        : base(
            authorization.AccessKeyId,
            context.Header(RpcHeaders.SecurityToken) is { Length: > 0 } token ? token : null,
            context.Header(RpcHeaders.Nonce)!,
            context.Header(RpcHeaders.Date)!
        )
    {
        (_request, _authorization) = (request, authorization);
        _headers =
        [
            .. authorization.SignedHeaders.Select(name => KeyValuePair.Create(name, context.Header(name) ?? "")),
        ];
    }

    /// <exception cref="OssException">
    /// The header is none, a header that counts is missing or not signed, or the body is not the one that was signed.
    /// </exception>
    public static HeaderProof Read(OssContext context, RpcRequest request)
    {
        var authorization =
            Acs3Authorization.TryParse(context.Header("Authorization") ?? "")
            ?? throw new OssException(RpcErrors.IncompleteSignature);
        var counting = context
            .Http.Request.Headers.Keys.Where(name =>
                name.StartsWith(RpcHeaders.Prefix, StringComparison.OrdinalIgnoreCase)
                || name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)
            )
            .Select(name => name.ToLowerInvariant());
        var isWhole =
            AlwaysSigned.All(name => context.Header(name) is { Length: > 0 })
            && AlwaysSigned.Concat(counting).All(authorization.SignedHeaders.Contains);
        if (!isWhole)
        {
            throw new OssException(RpcErrors.IncompleteSignature);
        }

        return context.Header(RpcHeaders.BodySha256) == request.BodySha256
            ? new HeaderProof(context, request, authorization)
            : throw new OssException(RpcErrors.SignatureMismatch);
    }

    public override bool Verify(SigningSecret secret) =>
        Acs3Signature.Verify(secret, _request.Method, _request.Query, _headers, _authorization, _request.BodySha256);
}
