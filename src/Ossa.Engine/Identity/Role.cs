namespace Ossa.Engine.Identity;

/// <summary>
/// What a user becomes for a while, to do what the role's policies allow. It has no keys of its own. See
/// https://www.alibabacloud.com/help/en/ram/user-guide/ram-role-overview.
/// </summary>
/// <param name="Name">Its name, 1 to 64 letters, digits, '.', '-' and '_'.</param>
/// <param name="Id">Its id. A role made again under the same name has another, so sessions of the first one end.</param>
/// <param name="CreatedAt">When it was created.</param>
public sealed record Role(string Name, string Id, DateTimeOffset CreatedAt) : PolicyHolder(Name, CreatedAt)
{
    /// <summary>What it is for, in its maker's words.</summary>
    public string Description { get; init; } = "";

    /// <summary>The JSON of the policy that says who may assume it.</summary>
    public string TrustPolicy { get; init; } = "";

    /// <summary>How long a session of it lasts at most, in seconds: 3600 to 43200.</summary>
    public int MaxSessionSeconds { get; init; } = Limits.MinRoleSessionSeconds;
}
