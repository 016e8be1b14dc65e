namespace Ossa.Engine.Lifecycle;

/// <summary>Hears of the worker's runs, bucket by bucket, on the thread that does them.</summary>
public interface ILifecycleReport
{
    /// <summary>A bucket's rules were gone over.</summary>
    void Ended(string bucket, LifecycleFigures figures);

    /// <summary>A bucket could not be gone over to its end; the others were, and this one will be tried again.</summary>
    void Failed(string bucket, Exception exception);
}
