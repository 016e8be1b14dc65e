namespace Ossa.Engine.Identity;

/// <summary>What policies are attached to: a user, a group or a role.</summary>
/// <param name="Name">Its name.</param>
/// <param name="CreatedAt">When it was created.</param>
public abstract record PolicyHolder(string Name, DateTimeOffset CreatedAt)
{
    /// <summary>The names of the policies attached to it.</summary>
    public IReadOnlyList<string> Policies { get; init; } = [];
}
