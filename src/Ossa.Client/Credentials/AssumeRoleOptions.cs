namespace Ossa.Client.Credentials;

/// <summary>Which role is assumed, and how. See https://www.alibabacloud.com/help/en/ram/developer-reference/api-sts-2015-04-01-assumerole.</summary>
/// <param name="RoleArn">The role in full, such as acs:ram::ACCOUNT:role/NAME.</param>
/// <param name="SessionName">What the session is called in logs: 2 to 64 letters, digits, '.', '@', '-' and '_'.</param>
public sealed record AssumeRoleOptions(string RoleArn, string SessionName)
{
    /// <summary>How long the session lasts: 15 minutes to the longest that the role allows; an hour by default.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromHours(1);

    /// <summary>A policy that must allow whatever the session does, in JSON of at most 2048 bytes, or null for none.</summary>
    public string? Policy { get; init; }

    /// <summary>What the role's trust policy may ask for, or null.</summary>
    public string? ExternalId { get; init; }
}
