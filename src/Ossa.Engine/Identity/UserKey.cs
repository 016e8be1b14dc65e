namespace Ossa.Engine.Identity;

/// <summary>An access key of a user, without its secret.</summary>
/// <param name="Id">The access key id.</param>
/// <param name="UserName">Whose it is.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="IsActive">Whether it may sign.</param>
public sealed record UserKey(string Id, string UserName, DateTimeOffset CreatedAt, bool IsActive)
{
    /// <summary>The secret, sealed under the keyring of the store.</summary>
    internal byte[] SealedSecret { get; init; } = [];
}
