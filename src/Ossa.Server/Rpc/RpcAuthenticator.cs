using Ossa.Protocol.Errors;
using Ossa.Protocol.Signing;
using Ossa.Server.Identity;
using Ossa.Server.Road;

namespace Ossa.Server.Rpc;

/// <summary>Finds out who signed an RPC request, and takes each nonce once.</summary>
internal sealed class RpcAuthenticator(CredentialLookup credentials)
{
    private const int MaxNonceCharacters = 128;

    private readonly NonceMemory _nonces = new();

    public async ValueTask AuthenticateAsync(OssContext context, RpcRequest request)
    {
        var signature = request.Get(RpcSignature.Parameter);
        var accessKeyId = request.Get("AccessKeyId");
        var nonce = request.Get("SignatureNonce");
        var method = request.Find("SignatureMethod") ?? RpcSignature.HmacSha1;
        if (!RpcSignature.IsMethod(method) || nonce.Length > MaxNonceCharacters)
        {
            throw new OssException(RpcErrors.SignatureMethod);
        }

        CheckTime(request.Get("Timestamp"), context.Now);
        var credential = await FindAsync(context, accessKeyId, request.Find("SecurityToken"));
        if (!RpcSignature.Verify(credential.Secret, request.Method, request.Parameters, method, signature))
        {
            throw new OssException(RpcErrors.SignatureMismatch);
        }

        // Only now, so that nobody uses up the nonces of others.
        if (!_nonces.TryUse(accessKeyId, nonce, context.Now, RpcSignature.MaxSkew))
        {
            throw new OssException(RpcErrors.NonceUsed);
        }

        context.Caller = credential.Caller;
    }

    private static void CheckTime(string timestamp, DateTimeOffset now)
    {
        if (!SigningTime.TryParse(timestamp, out var time))
        {
            throw new OssException(RpcErrors.TimestampFormat);
        }

        if ((now - time).Duration() > RpcSignature.MaxSkew)
        {
            throw new OssException(RpcErrors.TimestampExpired);
        }
    }

    private async ValueTask<Credential> FindAsync(OssContext context, string accessKeyId, string? token)
    {
        try
        {
            return await credentials.GetAsync(accessKeyId, token, context.Now, context.Aborted);
        }
        catch (OssException refusal) when (Translate(refusal.Error) is { } error)
        {
            throw new OssException(error);
        }
    }

    private static OssError? Translate(OssError error) =>
        error == OssErrors.UnknownAccessKey ? RpcErrors.UnknownAccessKey
        : error == OssErrors.DisabledAccessKey ? RpcErrors.DisabledAccessKey
        : error == OssErrors.SecurityTokenExpired ? RpcErrors.TokenExpired
        : error == OssErrors.InvalidSecurityToken ? RpcErrors.TokenMalformed
        : null;
}
