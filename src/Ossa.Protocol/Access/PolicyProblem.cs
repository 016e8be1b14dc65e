namespace Ossa.Protocol.Access;

/// <summary>What is wrong with a policy.</summary>
public enum PolicyProblem
{
    /// <summary>It is not JSON, or breaks the grammar.</summary>
    Malformed,

    /// <summary>It is of another version than 1.</summary>
    Version,

    /// <summary>It has more than one "*" in a row.</summary>
    Wildcards,
}
