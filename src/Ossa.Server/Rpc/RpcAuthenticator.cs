using Ossa.Protocol.Errors;
using Ossa.Protocol.Signing;
using Ossa.Server.Identity;
using Ossa.Server.Links;
using Ossa.Server.Road;

namespace Ossa.Server.Rpc;

/// <summary>Finds out who signed an RPC request, and takes each nonce once.</summary>
internal sealed class RpcAuthenticator(CredentialLookup credentials, DateTimeOffset began)
{
    private const int MaxNonceCharacters = 128;

    /// <summary>A caller who asks more often must have a clock that is righter than a quarter of an hour.</summary>
    private const int MaxNoncesOfCaller = 16_384;

    private readonly NonceMemory _nonces = new(began, RpcSignature.MaxSkew, MaxNoncesOfCaller);

    public async ValueTask AuthenticateAsync(OssContext context, RpcRequest request)
    {
        RpcProof proof = request.IsSignedInHeader ? HeaderProof.Read(context, request) : ParameterProof.Read(request);
        if (proof.Nonce.Length > MaxNonceCharacters)
        {
            throw new OssException(RpcErrors.NonceTooLong);
        }

        var time = ReadTime(proof.Time, context.Now);
        var credential = await FindAsync(context, proof);
        LinkScope.RequireUrl(credential, presented: null);
        if (!proof.Verify(credential.Secret))
        {
            throw new OssException(RpcErrors.SignatureMismatch);
        }

        // Only now, so that nobody uses up the nonces of others.
        var caller = credential.Caller.Id!;
        _nonces.Use(caller, proof.AccessKeyId, proof.Nonce, time, context.Now);
        context.Caller = credential.Caller;
    }

    private static DateTimeOffset ReadTime(string timestamp, DateTimeOffset now)
    {
        if (!SigningTime.TryParse(timestamp, out var time))
        {
            throw new OssException(RpcErrors.TimestampFormat);
        }

        return (now - time).Duration() <= RpcSignature.MaxSkew
            ? time
            : throw new OssException(RpcErrors.TimestampExpired);
    }

    private async ValueTask<Credential> FindAsync(OssContext context, RpcProof proof)
    {
        try
        {
            return await credentials.GetAsync(proof.AccessKeyId, proof.SecurityToken, context.Now, context.Aborted);
        }
        catch (OssException refusal) when (Translate(refusal.Error) is { } error)
        {
            throw new OssException(error);
        }
    }

    private static OssError? Translate(OssError error) =>
        error == OssErrors.UnknownAccessKey ? RpcErrors.UnknownAccessKey
        : error == OssErrors.DisabledAccessKey ? RpcErrors.DisabledAccessKey
        : error == OssErrors.TokenLost ? RpcErrors.TokenLost
        : error == OssErrors.TokenOfAnotherKey ? RpcErrors.TokenOfAnotherKey
        : error == OssErrors.SecurityTokenExpired ? RpcErrors.TokenExpired
        : error == OssErrors.InvalidSecurityToken ? RpcErrors.TokenMalformed
        : null;
}
