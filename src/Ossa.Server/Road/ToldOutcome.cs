using Ossa.Protocol.Documents;
using Ossa.Server.Identity;

namespace Ossa.Server.Road;

/// <summary>What would become of a request that was told of.</summary>
/// <param name="Operation">What it asks for.</param>
/// <param name="Reason">Why it is allowed or denied; null where nothing was to be decided.</param>
/// <param name="Refusal">The error that it would get; null where it would be let in.</param>
/// <param name="Caller">Whom it acts for; nobody where it does not prove that.</param>
internal sealed record ToldOutcome(string Operation, string? Reason, ErrorDocument? Refusal, Caller Caller)
{
    /// <summary>Whether that can be told; else all else says nothing.</summary>
    public bool IsForeseen { get; init; } = true;
}
