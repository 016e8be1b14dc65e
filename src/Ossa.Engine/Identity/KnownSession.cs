using Ossa.Engine.Access;
using Ossa.Protocol.Access;

namespace Ossa.Engine.Identity;

/// <summary>A session with all that decides what its requests may do.</summary>
/// <param name="Session">The session.</param>
/// <param name="Policies">The policies of its role.</param>
/// <param name="Bound">A policy that must allow all that it does, or null for none.</param>
public sealed record KnownSession(RoleSession Session, IReadOnlyList<NamedPolicy> Policies, PolicyDocument? Bound);
