namespace Ossa.Engine.Accounts;

/// <summary>
/// A further account: it owns buckets, has users, groups, roles and policies of its own, and root keys that may do everything in it and nothing
/// beside it.
/// </summary>
/// <param name="Id">Its id of 16 digits, by which policies, owners and logs mean it.</param>
/// <param name="Name">Its name, 1 to 64 letters, digits, '.', '-' and '_'.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="IsEnabled">Whether its keys, links and sessions may ask for anything.</param>
public sealed record Account(string Id, string Name, DateTimeOffset CreatedAt, bool IsEnabled)
{
    /// <summary>How many digits an id has.</summary>
    public const int IdCharacters = 16;

    /// <summary>What people call it; may be empty.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>The ids of its root keys.</summary>
    public IReadOnlyList<string> RootKeyIds { get; init; } = [];
}
