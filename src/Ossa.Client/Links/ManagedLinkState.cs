namespace Ossa.Client;

/// <summary>Whether a link gives anything.</summary>
public enum ManagedLinkState
{
    /// <summary>It holds.</summary>
    Active,

    /// <summary>It begins later.</summary>
    NotYet,

    /// <summary>Its end has passed.</summary>
    Expired,

    /// <summary>Its owner took it back.</summary>
    Revoked,

    /// <summary>The server cannot read what it keeps of it, so it gives nothing.</summary>
    Damaged,

    /// <summary>The bucket that it was made for is gone, so it gives nothing; another bucket of that name is another one.</summary>
    BucketGone,

    /// <summary>The user who made it is gone, so it gives nothing.</summary>
    MakerGone,
}
