namespace Ossa.Storage.Local;

/// <summary>
/// Whether the store accepts writes. After a sync failed nobody knows what reached the disk, and trying again may claim what is not
/// true; so the first failure closes the gate until the process starts anew and recovers.
/// </summary>
internal sealed class WriteGate
{
    private StoreReadOnlyException? _closed;

    public string? ReadOnlyReason => Volatile.Read(ref _closed)?.Message;

    public void ThrowIfReadOnly()
    {
        if (Volatile.Read(ref _closed) is { } closed)
        {
            throw new StoreReadOnlyException(closed.Message, closed.InnerException);
        }
    }

    /// <summary>Closes the gate and gives the exception for those whose write failed; the first reason stays.</summary>
    public StoreReadOnlyException Close(Exception cause)
    {
        var reason = $"The store accepts no writes until it is restarted, since a write failed: {cause.Message}";
        var exception = new StoreReadOnlyException(reason, cause);
        Interlocked.CompareExchange(ref _closed, exception, null);
        return exception;
    }
}
