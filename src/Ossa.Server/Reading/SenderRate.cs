namespace Ossa.Server.Reading;

/// <summary>How fast a body arrives, over the time that was spent waiting for its sender. What the server itself needs does not count.</summary>
/// <param name="bytesPerSecond">The least rate, or null for none.</param>
/// <param name="grace">The time after which it counts.</param>
/// <param name="time">The clock.</param>
internal sealed class SenderRate(long? bytesPerSecond, TimeSpan grace, TimeProvider time)
{
    private TimeSpan _waited;
    private long _bytes;
    private long _asked;

    /// <summary>Whether the sender took more time than it may.</summary>
    public bool IsTooLow => _waited > grace && _bytes < _waited.TotalSeconds * bytesPerSecond;

    /// <summary>More bytes are waited for.</summary>
    public void Ask() => _asked = time.GetTimestamp();

    /// <summary>They came.</summary>
    public void Receive(int bytes)
    {
        _waited += time.GetElapsedTime(_asked);
        _bytes += bytes;
    }
}
