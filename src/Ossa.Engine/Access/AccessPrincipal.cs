namespace Ossa.Engine.Access;

/// <summary>Whom a request acts for, in the terms of policies.</summary>
/// <param name="Names">The names by which a statement may mean it, such as the id of its account; none for an unsigned request.</param>
public sealed record AccessPrincipal(IReadOnlyList<string> Names)
{
    /// <summary>Nobody in particular.</summary>
    public static readonly AccessPrincipal Anonymous = new([]);
}
