using Ossa.Engine.Buckets;
using Ossa.Protocol.Access;
using Ossa.Protocol.Errors;

namespace Ossa.Engine.Links;

/// <summary>
/// A signed URL that its owner can still control: the server made its access key, so it can shorten, limit and revoke what the URL gives. It
/// gives its object and nothing else, as far as the account may have that at the moment of use.
/// </summary>
/// <param name="Id">Its access key id, which the URL shows.</param>
/// <param name="Bucket">The bucket of the object.</param>
/// <param name="Key">The key of the object, or how the keys begin; empty for those of the whole bucket.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">Its true end, whatever the URL says.</param>
public sealed record Link(string Id, string Bucket, string Key, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt)
{
    /// <summary>What its owner calls it, or empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>When it begins to hold, or null for at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>When it was revoked, or null while it was not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>How much of it may be used.</summary>
    public LinkLimits Limits { get; init; } = LinkLimits.None;

    /// <summary>The Content-Disposition that the URL asks for, or null for the object's own.</summary>
    public string? Disposition { get; init; }

    /// <summary>What it gives.</summary>
    public LinkKind Kind { get; init; }

    /// <summary>Whether what it takes in may replace an object that is there.</summary>
    public bool MayOverwrite { get; init; }

    /// <summary>The further account that it was made in, or null for the first one.</summary>
    public string? Account { get; init; }

    /// <summary>The user who made it, or null where the account did.</summary>
    public LinkCreator? Creator { get; init; }

    /// <summary>Whether its row cannot be read, so that nothing is known of it but its id.</summary>
    public bool IsDamaged { get; init; }

    /// <summary>Whether it is used with a password only, on its page.</summary>
    public bool HasPassword => Password is not null;

    /// <summary>What is kept of the password, or null where none is needed.</summary>
    internal PasswordHash? Password { get; init; }

    /// <summary>Whether it is counted among those of its creator; links from before these were counted are not.</summary>
    internal bool IsCounted { get; init; }

    /// <summary>The incarnation of its bucket, or null where it was made by a program that did not keep it.</summary>
    internal string? Incarnation { get; init; }

    /// <summary>The secret, sealed under the keyring of the store.</summary>
    internal byte[] SealedSecret { get; init; } = [];

    /// <summary>What it is at a time, as far as time decides.</summary>
    public LinkState StateAt(DateTimeOffset now) =>
        IsDamaged ? LinkState.Damaged
        : RevokedAt is not null ? LinkState.Revoked
        : now >= ExpiresAt ? LinkState.Expired
        : now < NotBefore ? LinkState.NotYet
        : LinkState.Active;

    /// <summary>Whether its key is the beginning of the keys that it is for, rather than the only one.</summary>
    public bool IsPrefix => Kind == LinkKind.Folder || (Kind == LinkKind.Upload && IsFolder(Key));

    /// <summary>Whether it is the key of a folder; the whole bucket is one, too.</summary>
    public static bool IsFolder(string key) => key.Length == 0 || key.EndsWith('/');

    /// <summary>
    /// Whether it is to this very bucket, and not to one that had its name before. One that does not say which it was made for is to any that
    /// was there before it.
    /// </summary>
    public bool IsTo(Bucket bucket) =>
        bucket.Name == Bucket && (Incarnation is { } made ? made == bucket.Incarnation : bucket.CreatedAt <= CreatedAt);

    /// <summary>Whether it is for the object of a key.</summary>
    public bool Covers(string key) => IsPrefix ? key.StartsWith(Key, StringComparison.Ordinal) : key == Key;

    /// <summary>Whether this is the password of the link; takes a large part of a second.</summary>
    public bool AcceptsPassword(string password) => Password?.Matches(password) ?? false;

    /// <summary>Refuses to go on where it does not hold.</summary>
    /// <exception cref="OssException">It was revoked, has expired, or has not begun.</exception>
    public void RequireActive(DateTimeOffset now)
    {
        OssError? refusal = StateAt(now) switch
        {
            LinkState.Revoked => LinkErrors.Revoked,
            LinkState.Expired => LinkErrors.Expired,
            LinkState.NotYet => LinkErrors.NotYet,
            _ => null,
        };
        if (refusal is not null)
        {
            throw new OssException(refusal);
        }
    }
}
