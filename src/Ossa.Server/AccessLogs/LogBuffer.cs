using System.Buffers;
using System.Text;

namespace Ossa.Server.AccessLogs;

/// <summary>
/// Keeps the lines of all logs until they are delivered, in bounded memory: what finds no room is dropped, so that a target that takes nothing
/// costs no more than its lines.
/// </summary>
internal sealed class LogBuffer
{
    /// <summary>The most bytes that wait, of all logs together: 32 MiB.</summary>
    public const int MaxBytes = 32 * 1024 * 1024;

    /// <summary>The most bytes of one log that wait, so that a target that takes nothing leaves room for the other logs: 8 MiB.</summary>
    public const int MaxStreamBytes = 8 * 1024 * 1024;

    /// <summary>From this size on a log is delivered without waiting: 4 MiB.</summary>
    public const int LargeBytes = 4 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly List<LogBatch> _returned = [];
    private readonly Dictionary<LogStream, long> _held = [];
    private Dictionary<LogStream, Lines> _streams = [];
    private long _bytes;

    /// <summary>Bytes that wait now.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Adds a line of ASCII; false when there is no room for it.</summary>
    /// <param name="stream">The log that it belongs to.</param>
    /// <param name="line">The line, with its end.</param>
    /// <param name="isLarge">Whether the log has become so large that it should be delivered now.</param>
    public bool TryAdd(LogStream stream, string line, out bool isLarge)
    {
        isLarge = false;
        lock (_lock)
        {
            var held = _held.GetValueOrDefault(stream);
            if (_bytes + line.Length > MaxBytes || held + line.Length > MaxStreamBytes)
            {
                return false;
            }

            if (!_streams.TryGetValue(stream, out var lines))
            {
                _streams.Add(stream, lines = new Lines());
            }

            Encoding.ASCII.GetBytes(line, lines.Text);
            lines.Count++;
            _bytes += line.Length;
            _held[stream] = held + line.Length;
            isLarge = lines.Text.WrittenCount >= LargeBytes;
            return true;
        }
    }

    /// <summary>Takes all that waits; what is taken keeps its room until it is let go of.</summary>
    public IReadOnlyList<LogBatch> Take()
    {
        lock (_lock)
        {
            LogBatch[] batches =
            [
                .. _returned,
                .. _streams.Select(pair => new LogBatch(pair.Key, pair.Value.Text.WrittenMemory, pair.Value.Count)),
            ];
            _returned.Clear();
            _streams = [];
            return batches;
        }
    }

    /// <summary>Gives back what could not be delivered, to be taken again.</summary>
    public void Return(LogBatch batch)
    {
        lock (_lock)
        {
            _returned.Add(batch);
        }
    }

    /// <summary>Gives up the room of what was delivered or dropped.</summary>
    public void LetGo(LogBatch batch)
    {
        lock (_lock)
        {
            _bytes -= batch.Bytes.Length;
            var held = _held[batch.Stream] - batch.Bytes.Length;
            if (held == 0)
            {
                _held.Remove(batch.Stream);
            }
            else
            {
                _held[batch.Stream] = held;
            }
        }
    }

    private sealed class Lines
    {
        public ArrayBufferWriter<byte> Text { get; } = new();

        public int Count { get; set; }
    }
}
