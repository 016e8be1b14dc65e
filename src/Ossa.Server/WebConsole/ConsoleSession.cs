namespace Ossa.Server.WebConsole;

/// <summary>Somebody who is signed in to the console. The secret is not kept: the key is looked up anew for each request.</summary>
/// <param name="AccountId">The account in which it acts.</param>
/// <param name="PrincipalId">The account, the user or the role by its id.</param>
/// <param name="AccessKeyId">The access key.</param>
/// <param name="SecurityToken">The token of temporary credentials, or null.</param>
/// <param name="BeganAt">When the secret was given.</param>
/// <param name="UsedAt">When the session was last used.</param>
internal sealed record ConsoleSession(
    string AccountId,
    string PrincipalId,
    string AccessKeyId,
    string? SecurityToken,
    DateTimeOffset BeganAt,
    DateTimeOffset UsedAt
)
{
    /// <summary>For how long it may be left alone.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>After what time the secret is asked for again in any case.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>When it ends if it is not used again.</summary>
    public DateTimeOffset EndsAt => UsedAt + Idle < BeganAt + Longest ? UsedAt + Idle : BeganAt + Longest;
}
