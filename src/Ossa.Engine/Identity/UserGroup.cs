namespace Ossa.Engine.Identity;

/// <summary>Users who share policies.</summary>
/// <param name="Name">Its name, by the same rule as a user's.</param>
/// <param name="CreatedAt">When it was created.</param>
public sealed record UserGroup(string Name, DateTimeOffset CreatedAt) : PolicyHolder(Name, CreatedAt)
{
    /// <summary>What there is to say about it; may be empty.</summary>
    public string Comments { get; init; } = "";
}
