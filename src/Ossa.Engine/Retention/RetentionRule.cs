using Ossa.Engine.Objects;
using Ossa.Protocol.Errors;

namespace Ossa.Engine.Retention;

/// <summary>
/// What of a retention policy binds the writes of a bucket: for how long after it was written an object is neither replaced, changed nor
/// deleted. The default value protects nothing.
/// </summary>
/// <param name="Days">For how many days of 24 hours; zero protects nothing.</param>
/// <param name="LapsesAt">When the whole rule ends of itself, or null for never.</param>
public readonly record struct RetentionRule(int Days, DateTimeOffset? LapsesAt)
{
    /// <summary>Whether anything is protected now.</summary>
    public bool IsInForce(DateTimeOffset now) => Days > 0 && !(now >= LapsesAt);

    /// <summary>Whether an object that was written then is protected now.</summary>
    public bool Protects(DateTimeOffset lastModified, DateTimeOffset now) =>
        IsInForce(now) && now - lastModified < TimeSpan.FromDays(Days);

    /// <summary>Refuses to remove a version, or to give it another body, while it is protected.</summary>
    /// <exception cref="OssException">It is protected now.</exception>
    internal void RequireUnprotected(ObjectRecord record, string key, DateTimeOffset now)
    {
        if (!record.IsDeleteMarker && Protects(record.LastModified, now))
        {
            throw new OssException(OssErrors.FileImmutable, "Key", key);
        }
    }
}
