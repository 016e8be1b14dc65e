namespace Ossa.Engine.Identity.Transfer;

/// <summary>All users, groups, roles and policies of a store, as one document that another store can take in.</summary>
/// <param name="Format">Always <see cref="FormatName"/>.</param>
/// <param name="Version">Always <see cref="CurrentVersion"/>; another one is another document.</param>
/// <param name="Account">The id of the account that it is from. Policies that name it are taken over as they stand.</param>
/// <param name="Policies">The policies that somebody wrote.</param>
/// <param name="Groups">The groups of users.</param>
/// <param name="Users">The users, with their keys.</param>
/// <param name="Roles">The roles.</param>
public sealed record IdentityDocument(
    string Format,
    int Version,
    string Account,
    IReadOnlyList<PolicyEntry> Policies,
    IReadOnlyList<GroupEntry> Groups,
    IReadOnlyList<UserEntry> Users,
    IReadOnlyList<RoleEntry> Roles
)
{
    /// <summary>What says that a document is one of these.</summary>
    public const string FormatName = "ossa-identity";

    /// <summary>The version that this program writes and reads.</summary>
    public const int CurrentVersion = 1;

    /// <summary>How much there is in it: policies, groups, users, keys and roles together.</summary>
    public long Count() =>
        (long)Policies.Count + Groups.Count + Users.Count + Roles.Count + Users.Sum(user => (long)user.Keys.Count);
}

/// <summary>A policy; its document as it was written.</summary>
public sealed record PolicyEntry(
    string Name,
    string Description,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string Document
);

/// <summary>A group of users, with the names of the policies attached to it.</summary>
public sealed record GroupEntry(string Name, string Comments, DateTimeOffset CreatedAt, IReadOnlyList<string> Policies);

/// <summary>A user. Its id stays the same, since policies of buckets mean it by that.</summary>
public sealed record UserEntry(
    string Name,
    string Id,
    string DisplayName,
    string Comments,
    DateTimeOffset CreatedAt,
    IReadOnlyList<string> Policies,
    IReadOnlyList<string> Groups,
    IReadOnlyList<KeyEntry> Keys
);

/// <summary>An access key; its secret only where it was asked for.</summary>
public sealed record KeyEntry(string Id, DateTimeOffset CreatedAt, bool IsActive, string? Secret = null);

/// <summary>A role.</summary>
public sealed record RoleEntry(
    string Name,
    string Id,
    string Description,
    DateTimeOffset CreatedAt,
    int MaxSessionSeconds,
    IReadOnlyList<string> Policies,
    string TrustPolicy
);
