using Ossa.CommandLine;

namespace Ossa.Transfers;

/// <summary>Counts bytes, and on a terminal shows how many there are so far. Safe for use by many threads at once.</summary>
internal sealed class Progress(CommandContext context) : IProgress<long>
{
    private readonly StatusLine _status = new(context);
    private readonly long _start = context.Clock.GetTimestamp();
    private long _bytes;

    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Counts bytes; a retry takes back what it sends again.</summary>
    public void Add(long bytes)
    {
        Interlocked.Add(ref _bytes, bytes);
        if (bytes != 0)
        {
            _status.Show(Describe);
        }
    }

    void IProgress<long>.Report(long value) => Add(value);

    /// <summary>Says something on a line of its own.</summary>
    public void Say(string line) => _status.Say(context.Error, line);

    /// <summary>Takes the display away.</summary>
    public void Clear() => _status.Clear();

    private string Describe()
    {
        var seconds = Math.Max(context.Clock.GetElapsedTime(_start).TotalSeconds, 0.001);
        return $"{Amounts.Bytes(Bytes)}, {Amounts.Bytes((long)(Bytes / seconds))}/s";
    }
}
