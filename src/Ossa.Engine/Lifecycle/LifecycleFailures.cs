namespace Ossa.Engine.Lifecycle;

/// <summary>Keeps the buckets that a run could not go over to the end, for whoever asked for the run.</summary>
public sealed class LifecycleFailures : ILifecycleReport
{
    private readonly List<string> _buckets = [];

    /// <summary>Their names.</summary>
    public IReadOnlyList<string> Buckets => _buckets;

    /// <inheritdoc />
    public void Ended(string bucket, LifecycleFigures figures) { }

    /// <inheritdoc />
    public void Failed(string bucket, Exception exception) => _buckets.Add(bucket);
}
