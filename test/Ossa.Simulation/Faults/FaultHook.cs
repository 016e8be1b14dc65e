using Ossa.Simulation.Randomness;
using Ossa.Simulation.Storage;
using Ossa.Storage;

namespace Ossa.Simulation.Faults;

/// <summary>
/// Storage that fails as engines may: reads with an error, no room for new data, and, once, a write of which nobody knows whether it
/// happened; from then on it accepts no writes and no deletions, like the embedded engine, until it is opened again.
/// </summary>
internal sealed class FaultHook(Dice dice, FaultRates rates, IStorageHook inner) : IStorageHook
{
    private readonly Lock _gate = new();
    private string? _readOnlyReason;

    public string? ReadOnlyReason => Volatile.Read(ref _readOnlyReason);

    public async ValueTask BeforeAsync(StorageCall call)
    {
        await inner.BeforeAsync(call);
        if (call is StorageCall.Apply or StorageCall.CreateBlob or StorageCall.CompleteBlob or StorageCall.DeleteBlobs)
        {
            ThrowIfReadOnly();
        }

        if (call is StorageCall.Apply or StorageCall.CreateBlob or StorageCall.WriteBlob && Roll(rates.Full))
        {
            throw new StoreFullException("A fault of the simulation: no room.");
        }

        if (call is StorageCall.Apply or StorageCall.CompleteBlob && Roll(rates.LostWrite))
        {
            Close("a write was lost");
        }

        if (call != StorageCall.Apply && Roll(rates.Error))
        {
            throw new IOException($"A fault of the simulation: {call} failed.");
        }
    }

    public async ValueTask AfterAsync(StorageCall call)
    {
        await inner.AfterAsync(call);
        if (call is StorageCall.Apply or StorageCall.CompleteBlob && Roll(rates.LostAnswer))
        {
            Close("an answer was lost");
        }
    }

    private void Close(string reason)
    {
        Volatile.Write(ref _readOnlyReason, reason);
        ThrowIfReadOnly();
    }

    private void ThrowIfReadOnly()
    {
        if (ReadOnlyReason is { } reason)
        {
            throw new StoreReadOnlyException($"A fault of the simulation: {reason}.");
        }
    }

    private bool Roll(int oneIn)
    {
        lock (_gate)
        {
            return oneIn > 0 && dice.OneIn(oneIn);
        }
    }
}
