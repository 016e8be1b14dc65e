using System.Text;

namespace Ossa.Server.Audit;

/// <summary>The newest lines of the audit log, in memory.</summary>
internal sealed class AuditMemory : IAuditStore
{
    private const int MaxBytes = 8 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Queue<string> _lines = new();
    private long _first;
    private long _bytes;

    public void Append(ReadOnlySpan<byte> lines)
    {
        lock (_lock)
        {
            foreach (var line in Encoding.UTF8.GetString(lines).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                _lines.Enqueue(line);
                _bytes += line.Length;
            }

            while (_bytes > MaxBytes)
            {
                _bytes -= _lines.Dequeue().Length;
                _first++;
            }
        }
    }

    public IAuditCursor Open(DateTimeOffset? since) => new Cursor(this);

    public void Dispose() { }

    private string[] From(ref long number)
    {
        lock (_lock)
        {
            var skipped = Math.Max(0, number - _first);
            number = _first + _lines.Count;
            return [.. _lines.Skip((int)skipped)];
        }
    }

    private sealed class Cursor(AuditMemory memory) : IAuditCursor
    {
        private long _next;

        public IEnumerable<string> ReadOn() => memory.From(ref _next);
    }
}
