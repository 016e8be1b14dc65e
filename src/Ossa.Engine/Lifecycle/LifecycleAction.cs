namespace Ossa.Engine.Lifecycle;

/// <summary>What is to be done with an object, a version or an upload.</summary>
/// <param name="Kind">What.</param>
/// <param name="Rule">The name of the rule that says so.</param>
/// <param name="DueAt">Since when.</param>
public sealed record LifecycleAction(LifecycleActionKind Kind, string Rule, DateTimeOffset DueAt)
{
    /// <summary>The storage class of a transition, else null.</summary>
    public string? StorageClass { get; init; }
}
