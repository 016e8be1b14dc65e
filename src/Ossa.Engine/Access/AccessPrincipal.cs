namespace Ossa.Engine.Access;

/// <summary>Whom a request acts for, in the terms of policies.</summary>
/// <param name="Names">The names by which a statement may mean it, such as the id of its account; none for an unsigned request.</param>
public sealed record AccessPrincipal(IReadOnlyList<string> Names)
{
    /// <summary>Nobody in particular.</summary>
    public static readonly AccessPrincipal Anonymous = new([]);

    /// <summary>
    /// Its account, where that is another one than the policy's; else null. It is let in by its own name, or by a pattern that states its account:
    /// no wildcard reaches from one account into another.
    /// </summary>
    public string? ForeignAccount { get; init; }

    /// <summary>Whether it is the owner of the bucket whose policy it is: the account itself, not one of its users.</summary>
    public bool IsOwner { get; init; }
}
