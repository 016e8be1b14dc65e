using Microsoft.AspNetCore.Http;

namespace Ossa.Server.Traffic;

/// <summary>Counts what a server is asked for within each hour of the last day. It is kept in memory, so it begins anew with the server.</summary>
internal sealed class TrafficHours(TimeProvider time)
{
    /// <summary>How many hours are kept, the present one among them.</summary>
    public const int Kept = 24;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly LinkedList<Count> _hours = [];
    private volatile Count? _current;

    /// <summary>Since when it counts.</summary>
    public DateTimeOffset Since { get; } = time.GetUtcNow();

    /// <summary>Counts a request that was answered.</summary>
    /// <param name="status">The status of its answer.</param>
    /// <param name="receivedBytes">Bytes of its body that were read.</param>
    /// <param name="sentBytes">Bytes of the answer's body that were sent.</param>
    public void Note(int status, long receivedBytes, long sentBytes)
    {
        var count = Now();
        if (status >= StatusCodes.Status500InternalServerError)
        {
            Interlocked.Increment(ref count.Failures);
        }
        else if (status >= StatusCodes.Status400BadRequest)
        {
            Interlocked.Increment(ref count.Refusals);
        }
        else
        {
            Interlocked.Increment(ref count.Answers);
        }

        Interlocked.Add(ref count.ReceivedBytes, receivedBytes);
        Interlocked.Add(ref count.SentBytes, sentBytes);
    }

    /// <summary>The hours of the last day in which something was asked for, the oldest first.</summary>
    public IReadOnlyList<TrafficHour> Read()
    {
        var oldest = Begin(time.GetUtcNow()) - (Kept - 1) * Hour;
        lock (_lock)
        {
            return [.. _hours.Where(count => count.Begin >= oldest).Select(count => count.Read())];
        }
    }

    private Count Now()
    {
        var begin = Begin(time.GetUtcNow());
        return _current is { } current && current.Begin == begin ? current : Turn(begin);
    }

    private Count Turn(DateTimeOffset begin)
    {
        lock (_lock)
        {
            if (_current is { } current && current.Begin == begin)
            {
                return current;
            }

            var next = new Count(begin);
            _hours.AddLast(next);
            if (_hours.Count > Kept)
            {
                _hours.RemoveFirst();
            }

            return _current = next;
        }
    }

    private static DateTimeOffset Begin(DateTimeOffset now) => now - new TimeSpan(now.Ticks % Hour.Ticks);

    private sealed class Count(DateTimeOffset begin)
    {
        public long Answers;
        public long Refusals;
        public long Failures;
        public long ReceivedBytes;
        public long SentBytes;

        public DateTimeOffset Begin => begin;

        public TrafficHour Read() =>
            new(
                begin,
                Interlocked.Read(ref Answers),
                Interlocked.Read(ref Refusals),
                Interlocked.Read(ref Failures),
                Interlocked.Read(ref ReceivedBytes),
                Interlocked.Read(ref SentBytes)
            );
    }
}
