using Ossa.Protocol.Signing;

namespace Ossa.Server.Road;

/// <summary>How a signature was found right.</summary>
/// <param name="Presented">The signature.</param>
/// <param name="Request">The request that it was made for.</param>
/// <param name="Secret">The secret that it was made with.</param>
internal sealed record SignatureProof(PresentedSignature Presented, SignableRequest Request, SigningSecret Secret);
