using System.Diagnostics;

namespace Ossa.Server.Transport;

/// <summary>Tells whether one socket alone is sent a large file at the moment. Whoever looks while another one does may be told either.</summary>
/// <param name="memory">How long after its last part another one counts.</param>
internal sealed class LoneSending(TimeSpan memory)
{
    private readonly long _memory = (long)(memory.TotalSeconds * Stopwatch.Frequency);
    private object? _last;
    private long _severalUntil;

    /// <summary>That of this process.</summary>
    public static LoneSending Process { get; } = new(TimeSpan.FromMilliseconds(20));

    /// <summary>A socket is sent a part; tells whether it has been the only one for a while.</summary>
    /// <param name="socket">What stands for it.</param>
    public bool IsAlone(object socket)
    {
        var now = Stopwatch.GetTimestamp();
        if (Interlocked.Exchange(ref _last, socket) != socket)
        {
            Volatile.Write(ref _severalUntil, now + _memory);
        }

        return now >= Volatile.Read(ref _severalUntil);
    }
}
