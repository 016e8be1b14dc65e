namespace Ossa.Engine.Checking;

/// <summary>One damage that a check found.</summary>
/// <param name="Kind">What kind of damage.</param>
/// <param name="Detail">What exactly is wrong, in words.</param>
public sealed record Finding(FindingKind Kind, string Detail)
{
    /// <summary>The bucket, or null for what belongs to none.</summary>
    public string? Bucket { get; init; }

    /// <summary>The object's key, or null for what belongs to none.</summary>
    public string? Key { get; init; }

    /// <summary>The version's name, or null where the object has only one.</summary>
    public string? Version { get; init; }

    /// <summary>The blob or the row of a body that is concerned, or null.</summary>
    public string? Body { get; init; }

    /// <summary>Whether the check has put it right.</summary>
    public bool Repaired { get; init; }
}
