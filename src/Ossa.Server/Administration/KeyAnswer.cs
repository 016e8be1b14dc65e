using Ossa.Engine.Identity;

namespace Ossa.Server.Administration;

/// <summary>One access key, without its secret.</summary>
/// <param name="Id">The access key id.</param>
/// <param name="User">Whose it is; null for a root key of an account.</param>
/// <param name="CreatedAt">When it was created; null for the root keys of the first account, which the store does not keep.</param>
/// <param name="IsActive">Whether it may sign, as far as the key goes.</param>
/// <param name="LastUse">When it was used last, or null where it never was.</param>
public sealed record KeyAnswer(string Id, string? User, DateTimeOffset? CreatedAt, bool IsActive, KeyUse? LastUse)
{
    internal static KeyAnswer Of(UserKey key) =>
        new(key.Id, key.UserName.Length > 0 ? key.UserName : null, key.CreatedAt, key.IsActive, key.LastUse);
}
