using Ossa.Protocol.Errors;
using Ossa.Protocol.Signing;

namespace Ossa.Server.Rpc;

/// <summary>A signature over all parameters, which is one of them.</summary>
internal sealed record ParameterProof : RpcProof
{
    private readonly RpcRequest _request;
    private readonly string _method;
    private readonly string _signature;

    private ParameterProof(RpcRequest request, string method, string signature)
        : base(
            request.Get("AccessKeyId"),
            request.Find("SecurityToken"),
            request.Get("SignatureNonce"),
            request.Get("Timestamp")
        ) => (_request, _method, _signature) = (request, method, signature);

    /// <exception cref="OssException">A parameter is missing, or the method is unknown.</exception>
    public static ParameterProof Read(RpcRequest request)
    {
        var signature = request.Get(RpcSignature.Parameter);
        var method = request.Find("SignatureMethod") ?? RpcSignature.HmacSha1;
        return RpcSignature.IsMethod(method)
            ? new ParameterProof(request, method, signature)
            : throw new OssException(RpcErrors.SignatureMethod);
    }

    public override bool Verify(SigningSecret secret) =>
        RpcSignature.Verify(secret, _request.Method, _request.Parameters, _method, _signature);
}
