namespace Ossa.Engine.Identity;

/// <summary>A policy that can be attached to users, groups and roles.</summary>
/// <param name="Name">Its name, 1 to 128 letters, digits and '-'.</param>
/// <param name="Json">The policy as it was written.</param>
/// <param name="UpdatedAt">When it was written.</param>
public sealed record ManagedPolicy(string Name, string Json, DateTimeOffset UpdatedAt)
{
    /// <summary>What it is for; may be empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>When a policy of this name was written first.</summary>
    public DateTimeOffset CreatedAt
    {
        get => field == default ? UpdatedAt : field;
        init;
    }
}
