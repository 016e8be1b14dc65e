namespace Ossa.Storage.InMemory;

/// <summary>
/// The bytes of one blob, kept for as long as the store or any reader holds them: a deleted blob stays readable for
/// those who have it open, and its room is free the moment the last of them is done.
/// </summary>
internal abstract class BlobContent : IDisposable
{
    private readonly Lock _counting = new();
    private int _holders = 1;

    public abstract long Length { get; }

    public abstract ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>Becomes a holder, unless the last one has already let go.</summary>
    public bool TryHold()
    {
        lock (_counting)
        {
            if (_holders == 0)
            {
                return false;
            }

            _holders++;
            return true;
        }
    }

    public void LetGo()
    {
        lock (_counting)
        {
            if (--_holders > 0)
            {
                return;
            }
        }
        Dispose();
    }

    /// <summary>Frees the room; <see cref="LetGo"/> calls it when the last holder is done.</summary>
    public abstract void Dispose();
}
