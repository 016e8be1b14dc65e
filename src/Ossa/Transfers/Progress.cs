using Ossa.CommandLine;

namespace Ossa.Transfers;

/// <summary>Counts bytes, and on a terminal shows how many there are so far. Safe for use by many threads at once.</summary>
internal sealed class Progress(CommandContext context)
{
    private const string EraseLine = "\r\u001b[K";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Lock _lock = new();
    private readonly long _start = context.Clock.GetTimestamp();
    private long _shownAt;
    private long _bytes;
    private bool _isShown;

    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Counts bytes; a retry takes back what it sends again.</summary>
    public void Add(long bytes)
    {
        Interlocked.Add(ref _bytes, bytes);
        if (context.IsErrorTerminal && bytes != 0)
        {
            Show();
        }
    }

    /// <summary>Says something on a line of its own.</summary>
    public void Say(string line)
    {
        lock (_lock)
        {
            Erase();
            context.Error.WriteLine(line);
        }
    }

    /// <summary>Takes the display away.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            Erase();
        }
    }

    private void Show()
    {
        lock (_lock)
        {
            if (_shownAt != 0 && context.Clock.GetElapsedTime(_shownAt) < Pause)
            {
                return;
            }
            _shownAt = context.Clock.GetTimestamp();
            _isShown = true;
            var seconds = Math.Max(context.Clock.GetElapsedTime(_start).TotalSeconds, 0.001);
            context.Error.Write($"{EraseLine}{Amounts.Bytes(Bytes)}, {Amounts.Bytes((long)(Bytes / seconds))}/s");
            context.Error.Flush();
        }
    }

    private void Erase()
    {
        if (_isShown)
        {
            context.Error.Write(EraseLine);
            _isShown = false;
        }
    }
}
