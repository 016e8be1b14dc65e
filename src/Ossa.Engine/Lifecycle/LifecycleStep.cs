namespace Ossa.Engine.Lifecycle;

/// <summary>One action of a run over lifecycle rules.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The key.</param>
/// <param name="Action">What, by which rule.</param>
/// <param name="Outcome">What came of it.</param>
public sealed record LifecycleStep(string Bucket, string Key, LifecycleAction Action, LifecycleOutcome Outcome)
{
    /// <summary>The version, where the bucket keeps some or once did.</summary>
    public string? Version { get; init; }

    /// <summary>The upload, where it is about one.</summary>
    public string? Upload { get; init; }

    /// <summary>How many bytes the object has; zero for uploads.</summary>
    public long Bytes { get; init; }
}
