namespace Ossa.Engine.Identity;

/// <summary>A role that somebody assumed for a while, as its token tells it.</summary>
/// <param name="AccessKeyId">The access key id that signs for it.</param>
/// <param name="Secret">The secret of that.</param>
/// <param name="AccountId">The account of the role, in which it acts.</param>
/// <param name="RoleName">The role's name.</param>
/// <param name="RoleId">The role's id.</param>
/// <param name="Name">What the session is called.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="Policy">The JSON of a policy that must allow all that it does, or empty for none.</param>
public sealed record RoleSession(
    string AccessKeyId,
    string Secret,
    string AccountId,
    string RoleName,
    string RoleId,
    string Name,
    DateTimeOffset ExpiresAt,
    string Policy
)
{
    /// <summary>Does not say the secret, so that it cannot slip into a log.</summary>
    public override string ToString() => $"{AccessKeyId} of {RoleName}/{Name}";
}
