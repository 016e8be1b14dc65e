namespace Ossa.Engine.Identity;

/// <summary>
/// A person or a program that may do what its policies allow, and nothing else. See
/// https://www.alibabacloud.com/help/en/ram/user-guide/overview-of-ram-users.
/// </summary>
/// <param name="Name">Its name, 1 to 64 letters, digits, '.', '-' and '_'.</param>
/// <param name="Id">Its id, by which policies of buckets mean it. A user made again under the same name has another.</param>
/// <param name="CreatedAt">When it was created.</param>
public sealed record User(string Name, string Id, DateTimeOffset CreatedAt) : PolicyHolder(Name, CreatedAt)
{
    /// <summary>What people call it; may be empty.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>What there is to say about it; may be empty.</summary>
    public string Comments { get; init; } = "";

    /// <summary>The names of the groups that it is in.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The ids of its access keys; null where its row is from before they stood in it, until its keys change.</summary>
    internal IReadOnlyList<string>? KeyIds { get; init; }
}
