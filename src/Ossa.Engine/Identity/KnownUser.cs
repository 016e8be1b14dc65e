using Ossa.Engine.Access;

namespace Ossa.Engine.Identity;

/// <summary>A user with what it may do.</summary>
/// <param name="User">The user.</param>
/// <param name="Policies">The policies of the user and of its groups.</param>
public sealed record KnownUser(User User, IReadOnlyList<NamedPolicy> Policies);
