namespace Ossa.Auditing;

/// <summary>The last lines of many; all of them where no limit is given.</summary>
/// <param name="most">How many are kept at most, or null for all that come, which then go out at once.</param>
/// <param name="show">Takes the lines that are kept, in their order.</param>
internal sealed class LineTail(int? most, Action<string> show)
{
    private readonly Queue<string> _kept = new();

    /// <summary>Whether no line came.</summary>
    public bool IsEmpty { get; private set; } = true;

    public void Add(string line)
    {
        IsEmpty = false;
        if (most is not { } limit)
        {
            show(line);
            return;
        }

        if (_kept.Count == limit)
        {
            _kept.Dequeue();
        }

        _kept.Enqueue(line);
    }

    /// <summary>Shows what is kept.</summary>
    public void End()
    {
        while (_kept.TryDequeue(out var line))
        {
            show(line);
        }
    }
}
