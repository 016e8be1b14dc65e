using Ossa.Protocol.Signing;

namespace Ossa.Server.Identity;

/// <summary>A secret that signatures are checked with, and whom they act for.</summary>
internal sealed record Credential(SigningSecret Secret, Caller Caller);
