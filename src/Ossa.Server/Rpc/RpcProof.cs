using Ossa.Protocol.Signing;

namespace Ossa.Server.Rpc;

/// <summary>What an RPC request presents to prove who sends it.</summary>
/// <param name="AccessKeyId">Who signed.</param>
/// <param name="SecurityToken">The security token that came along, or null.</param>
/// <param name="Nonce">What tells the request from all others.</param>
/// <param name="Time">When it was signed, as it says.</param>
internal abstract record RpcProof(string AccessKeyId, string? SecurityToken, string Nonce, string Time)
{
    /// <summary>Whether all that counts of the request is signed with this secret.</summary>
    public abstract bool Verify(SigningSecret secret);
}
