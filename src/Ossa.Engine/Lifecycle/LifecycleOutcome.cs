namespace Ossa.Engine.Lifecycle;

/// <summary>What came of an action.</summary>
public enum LifecycleOutcome
{
    /// <summary>It would be done; nothing was.</summary>
    Planned,

    /// <summary>It is done.</summary>
    Done,

    /// <summary>What it was meant for had changed meanwhile, so that nothing was done.</summary>
    Changed,

    /// <summary>It was refused, by a retention for instance, so that nothing was done.</summary>
    Kept,
}
