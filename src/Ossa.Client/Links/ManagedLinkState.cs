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
}
