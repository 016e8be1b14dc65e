using Ossa.Simulation.Randomness;

namespace Ossa.Simulation.Storage;

/// <summary>Lets others run before and after every call, now and then for long, so that what can meet does meet.</summary>
internal sealed class InterleavingHook(Dice dice) : IStorageHook
{
    private readonly Lock _gate = new();

    public ValueTask BeforeAsync(StorageCall call) => PauseAsync();

    public ValueTask AfterAsync(StorageCall call) => PauseAsync();

    private async ValueTask PauseAsync()
    {
        for (var turns = Turns(); turns > 0; turns--)
        {
            await Task.Yield();
        }
    }

    private int Turns()
    {
        lock (_gate)
        {
            return dice.OneIn(20) ? dice.Below(40) : dice.Below(3);
        }
    }
}
