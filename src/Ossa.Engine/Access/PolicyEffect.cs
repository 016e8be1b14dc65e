namespace Ossa.Engine.Access;

/// <summary>What policies say to a request.</summary>
public enum PolicyEffect
{
    /// <summary>Nothing: no statement concerns it.</summary>
    None,

    /// <summary>A statement allows it, and none denies it.</summary>
    Allow,

    /// <summary>A statement denies it.</summary>
    Deny,
}
