namespace Ossa.Engine.Lifecycle;

/// <summary>The end of an object.</summary>
/// <param name="At">When it will be deleted.</param>
/// <param name="Rule">The name of the rule that says so.</param>
public sealed record LifecycleExpiry(DateTimeOffset At, string Rule);
