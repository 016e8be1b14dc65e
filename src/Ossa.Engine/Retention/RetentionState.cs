namespace Ossa.Engine.Retention;

/// <summary>How far a retention policy has come.</summary>
public enum RetentionState
{
    /// <summary>It protects already, and can still be taken back.</summary>
    InProgress,

    /// <summary>It protects for good, and can only be extended.</summary>
    Locked,

    /// <summary>Nobody locked it in time: it protects nothing any more.</summary>
    Expired,
}
