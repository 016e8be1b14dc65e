using System.Runtime.CompilerServices;
using Ossa.Storage;

namespace Ossa.Engine;

/// <summary>Threads that may be held up, for those above the engine, who do not know storage (<see cref="BlockingThread"/>).</summary>
public static class EngineThread
{
    /// <inheritdoc cref="BlockingThread.TryStay"/>
    public static bool TryStay() => BlockingThread.TryStay();

    /// <inheritdoc cref="BlockingThread.IsCurrent"/>
    public static bool IsCurrent => BlockingThread.IsCurrent;

    /// <inheritdoc cref="BlockingThread.EnterAsync"/>
    public static ConfiguredTaskAwaitable EnterAsync() => BlockingThread.EnterAsync();

    /// <inheritdoc cref="BlockingThread.Offer"/>
    public static void Offer(Func<bool, bool> lend) => BlockingThread.Offer(lend);

    /// <inheritdoc cref="BlockingThread.TakeBack"/>
    public static bool TakeBack() => BlockingThread.TakeBack();
}
