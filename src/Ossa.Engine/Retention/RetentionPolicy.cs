namespace Ossa.Engine.Retention;

/// <summary>The retention policy of a bucket, which makes its objects write once, read many.</summary>
/// <param name="Id">A random id, made when the policy was.</param>
/// <param name="Days">For how many days an object is protected from when it was written.</param>
/// <param name="CreatedAt">When it was made, in whole milliseconds.</param>
/// <param name="IsLocked">Whether it was locked.</param>
public sealed record RetentionPolicy(string Id, int Days, DateTimeOffset CreatedAt, bool IsLocked)
{
    /// <summary>How long a policy may stay unlocked before it counts for nothing.</summary>
    public static readonly TimeSpan TimeToLock = TimeSpan.FromHours(24);

    /// <summary>What of it binds writes. It says by itself when an unlocked policy ends, so that nothing need run then.</summary>
    public RetentionRule Rule => new(Days, IsLocked ? null : CreatedAt + TimeToLock);

    /// <summary>How far it has come.</summary>
    public RetentionState StateAt(DateTimeOffset now) =>
        IsLocked ? RetentionState.Locked
        : Rule.IsInForce(now) ? RetentionState.InProgress
        : RetentionState.Expired;
}
