namespace Ossa.Engine.Links;

/// <summary>Whether a link gives anything.</summary>
public enum LinkState
{
    /// <summary>It holds.</summary>
    Active,

    /// <summary>It begins later.</summary>
    NotYet,

    /// <summary>Its end has passed.</summary>
    Expired,

    /// <summary>Its owner took it back.</summary>
    Revoked,

    /// <summary>Its row cannot be read, so it gives nothing.</summary>
    Damaged,

    /// <summary>The bucket that it was made for is gone, whatever has its name now.</summary>
    BucketGone,

    /// <summary>The user who made it is gone.</summary>
    MakerGone,
}
