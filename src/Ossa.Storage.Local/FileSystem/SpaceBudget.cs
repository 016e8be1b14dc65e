namespace Ossa.Storage.Local.FileSystem;

/// <summary>What the disk had left when it was looked at, less what was taken since.</summary>
internal sealed class SpaceBudget(FreeSpace space)
{
    private long _left = space.UnpromisedBytes;
    private long _taken;

    /// <summary>Throws when new data of this size would take from the reserve.</summary>
    public void TakeForData(long bytes) => Take(bytes, FreeSpace.ReserveBytes);

    /// <summary>Throws when not even a small change that releases space has room.</summary>
    public void TakeForRelease(long bytes)
    {
        if (_left - bytes < FreeSpace.LastReserveBytes && space.ReleaseBallast())
        {
            _left = space.UnpromisedBytes - _taken;
        }

        Take(bytes, FreeSpace.LastReserveBytes);
    }

    private void Take(long bytes, long reserve)
    {
        if (_left - bytes < reserve)
        {
            throw new StoreFullException(
                $"The disk is full: {_left >> 20} MiB are left, of which {reserve >> 20} MiB are kept in reserve."
            );
        }

        _left -= bytes;
        _taken += bytes;
    }
}
