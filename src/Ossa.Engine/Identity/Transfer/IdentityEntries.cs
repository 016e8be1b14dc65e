namespace Ossa.Engine.Identity.Transfer;

/// <summary>Entries of a document and what a store keeps, made from each other.</summary>
internal static class IdentityEntries
{
    public static PolicyEntry Of(ManagedPolicy policy) =>
        new(policy.Name, policy.Description, policy.CreatedAt, policy.UpdatedAt, policy.Json);

    public static GroupEntry Of(UserGroup group) => new(group.Name, group.Comments, group.CreatedAt, group.Policies);

    public static UserEntry Of(User user, IReadOnlyList<KeyEntry> keys) =>
        new(user.Name, user.Id, user.DisplayName, user.Comments, user.CreatedAt, user.Policies, user.Groups, keys);

    public static RoleEntry Of(Role role) =>
        new(
            role.Name,
            role.Id,
            role.Description,
            role.CreatedAt,
            role.MaxSessionSeconds,
            role.Policies,
            role.TrustPolicy
        );

    public static ManagedPolicy ToPolicy(PolicyEntry entry) =>
        new(entry.Name, entry.Document, entry.UpdatedAt)
        {
            Description = entry.Description,
            CreatedAt = entry.CreatedAt,
        };

    public static UserGroup ToGroup(GroupEntry entry) =>
        new(entry.Name, entry.CreatedAt) { Comments = entry.Comments, Policies = entry.Policies };

    /// <summary>Without keys.</summary>
    public static User ToUser(UserEntry entry) =>
        new(entry.Name, entry.Id, entry.CreatedAt)
        {
            DisplayName = entry.DisplayName,
            Comments = entry.Comments,
            Policies = entry.Policies,
            Groups = entry.Groups,
            KeyIds = [],
        };

    public static Role ToRole(RoleEntry entry) =>
        new(entry.Name, entry.Id, entry.CreatedAt)
        {
            Description = entry.Description,
            MaxSessionSeconds = entry.MaxSessionSeconds,
            Policies = entry.Policies,
            TrustPolicy = entry.TrustPolicy,
        };

    /// <summary>Whether two say the same, whenever they were made and in whatever order policies are attached.</summary>
    public static bool AreAlike(PolicyEntry one, PolicyEntry other) =>
        (one.Document, one.Description) == (other.Document, other.Description);

    /// <inheritdoc cref="AreAlike(PolicyEntry, PolicyEntry)" />
    public static bool AreAlike(GroupEntry one, GroupEntry other) =>
        one.Comments == other.Comments && AreAlike(one.Policies, other.Policies);

    /// <summary>The same of users, whatever their keys.</summary>
    public static bool AreAlike(UserEntry one, UserEntry other) =>
        (one.Id, one.DisplayName, one.Comments) == (other.Id, other.DisplayName, other.Comments)
        && AreAlike(one.Policies, other.Policies)
        && AreAlike(one.Groups, other.Groups);

    /// <inheritdoc cref="AreAlike(PolicyEntry, PolicyEntry)" />
    public static bool AreAlike(RoleEntry one, RoleEntry other) =>
        (one.Id, one.Description, one.MaxSessionSeconds, one.TrustPolicy)
            == (other.Id, other.Description, other.MaxSessionSeconds, other.TrustPolicy)
        && AreAlike(one.Policies, other.Policies);

    private static bool AreAlike(IReadOnlyList<string> one, IReadOnlyList<string> other) =>
        one.Count == other.Count && one.ToHashSet(StringComparer.Ordinal).SetEquals(other);
}
