using Ossa.Protocol.Signing;

namespace Ossa.Server.Explaining;

/// <summary>What a secret says of a signature.</summary>
/// <param name="IsRight">True or false; null where nobody could check.</param>
/// <param name="Method">The method that was signed, where that came out.</param>
/// <param name="Sentence">The verdict in a sentence.</param>
/// <param name="Signed">The request that was signed, where that came out.</param>
/// <param name="Cause">Which of the usual causes it is that the signature is wrong, or cannot be checked.</param>
internal sealed record Verdict(
    bool? IsRight,
    string? Method,
    Sentence Sentence,
    SignableRequest? Signed = null,
    Cause? Cause = null
);
