namespace Ossa.Engine.Identity;

/// <summary>An access key of a user, without its secret.</summary>
/// <param name="Id">The access key id.</param>
/// <param name="UserName">Whose it is; empty for a root key of a further account.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="IsActive">Whether it may sign.</param>
public sealed record UserKey(string Id, string UserName, DateTimeOffset CreatedAt, bool IsActive)
{
    /// <summary>When it was used last, or null where it never was or that was not asked for.</summary>
    public KeyUse? LastUse { get; init; }

    /// <summary>The further account that it belongs to, or null for the first one.</summary>
    internal string? Account { get; init; }

    /// <summary>Whether it acts for the further account itself.</summary>
    internal bool IsRoot => Account is not null && UserName.Length == 0;

    /// <summary>The secret, sealed under the keyring of the store.</summary>
    internal byte[] SealedSecret { get; init; } = [];
}
