using System.Runtime.ExceptionServices;
using Ossa.Simulation.Randomness;

namespace Ossa.Simulation.Running;

/// <summary>
/// Runs everything on one thread and lets a seed choose who goes on at each await, so that a run in memory repeats with its seed.
/// </summary>
internal sealed class SeededScheduler(Dice dice) : SynchronizationContext
{
    private readonly object _gate = new();
    private readonly List<(SendOrPostCallback Call, object? State)> _ready = [];

    public static void Run(Dice dice, Func<Task> work)
    {
        var scheduler = new SeededScheduler(dice);
        var outer = Current;
        SetSynchronizationContext(scheduler);
        try
        {
            scheduler.Drain(work());
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_gate)
        {
            _ready.Add((d, state));
            Monitor.Pulse(_gate);
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    private void Drain(Task work)
    {
        // The end of the work comes as a last piece of work, so that nobody waits for it in vain.
        _ = work.ContinueWith(_ => Post(static _ => { }, null), TaskScheduler.Default);
        while (!work.IsCompleted)
        {
            var (call, state) = Take();
            call(state);
        }
        if (work.Exception is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure.InnerException!);
        }
    }

    private (SendOrPostCallback Call, object? State) Take()
    {
        lock (_gate)
        {
            while (_ready.Count == 0)
            {
                Monitor.Wait(_gate);
            }

            var index = dice.Below(_ready.Count);
            var taken = _ready[index];
            _ready[index] = _ready[^1];
            _ready.RemoveAt(_ready.Count - 1);
            return taken;
        }
    }
}
