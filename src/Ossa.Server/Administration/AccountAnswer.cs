using Ossa.Engine.Accounts;

namespace Ossa.Server.Administration;

/// <summary>An account, the first one or a further one.</summary>
/// <param name="Id">Its id of 16 digits, by which policies, owners and logs mean it.</param>
/// <param name="Name">Its name; null for the first account, which has none.</param>
/// <param name="CreatedAt">When it was created; null for the first account, which was there from the start.</param>
/// <param name="IsEnabled">Whether its keys, links and sessions may ask for anything.</param>
/// <param name="DisplayName">What people call it; may be empty.</param>
/// <param name="RootKeyIds">The ids of its root keys.</param>
/// <param name="IsOwn">Whether it is the account of whoever asks.</param>
public sealed record AccountAnswer(
    string Id,
    string? Name,
    DateTimeOffset? CreatedAt,
    bool IsEnabled,
    string DisplayName,
    IReadOnlyList<string> RootKeyIds,
    bool IsOwn
)
{
    internal static AccountAnswer OfFirst(string id, IReadOnlyList<string> rootKeyIds) =>
        new(id, Name: null, CreatedAt: null, IsEnabled: true, DisplayName: "", rootKeyIds, IsOwn: true);

    internal static AccountAnswer Of(Account account, string? asking) =>
        new(
            account.Id,
            account.Name,
            account.CreatedAt,
            account.IsEnabled,
            account.DisplayName,
            account.RootKeyIds,
            IsOwn: account.Id == asking
        );
}
