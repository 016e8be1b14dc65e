using Ossa.Engine.Access;
using Ossa.Protocol.Signing;

namespace Ossa.Engine.Identity;

/// <summary>An access key with all that decides what its requests may do.</summary>
/// <param name="Id">The access key id.</param>
/// <param name="Secret">Its secret, ready to verify.</param>
/// <param name="IsActive">Whether it may sign.</param>
/// <param name="User">Whose it is.</param>
/// <param name="Policies">The policies of the user and of its groups.</param>
public sealed record KnownKey(
    string Id,
    SigningSecret Secret,
    bool IsActive,
    User User,
    IReadOnlyList<NamedPolicy> Policies
);
