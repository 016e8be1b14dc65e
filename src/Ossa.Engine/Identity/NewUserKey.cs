namespace Ossa.Engine.Identity;

/// <summary>An access key at the one moment at which its secret is told.</summary>
public sealed record NewUserKey(UserKey Key, string Secret)
{
    /// <summary>Does not say the secret, so that it cannot slip into a log.</summary>
    public override string ToString() => $"{Key.Id} of {Key.UserName}";
}
