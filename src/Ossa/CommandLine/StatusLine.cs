namespace Ossa.CommandLine;

/// <summary>A line on the terminal that tells how far something has come, and makes way for what is to stay. Safe for many threads.</summary>
internal sealed class StatusLine(CommandContext context)
{
    private const string EraseLine = "\r\u001b[K";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Lock _lock = new();
    private long _shownAt;
    private bool _isShown;

    /// <summary>Shows the line where somebody watches, unless it was shown a moment ago.</summary>
    public void Show(Func<string> line)
    {
        if (!context.IsErrorTerminal)
        {
            return;
        }

        lock (_lock)
        {
            if (_shownAt != 0 && context.Clock.GetElapsedTime(_shownAt) < Pause)
            {
                return;
            }

            _shownAt = context.Clock.GetTimestamp();
            _isShown = true;
            context.Error.Write(EraseLine + line());
            context.Error.Flush();
        }
    }

    /// <summary>Writes something that stays.</summary>
    public void Say(TextWriter writer, string line)
    {
        lock (_lock)
        {
            Erase();
            writer.WriteLine(line);
        }
    }

    /// <summary>Takes the line away.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            Erase();
        }
    }

    private void Erase()
    {
        if (_isShown)
        {
            context.Error.Write(EraseLine);
            context.Error.Flush();
            _isShown = false;
        }
    }
}
