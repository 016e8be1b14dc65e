using System.Threading.Channels;
using Ossa.Engine.Checking;
using Ossa.Engine.Scrubbing;

namespace Ossa.Tests.Engine.Scrubbing;

/// <summary>Keeps what scrubs tell.</summary>
internal sealed class Scrubs : IScrubReport
{
    private readonly Channel<ScrubSummary> _ended = Channel.CreateUnbounded<ScrubSummary>();

    public List<Finding> Damages { get; } = [];

    public void Found(Finding damage) => Damages.Add(damage);

    public void Ended(ScrubSummary scrub) => _ended.Writer.TryWrite(scrub);

    /// <summary>Waits for the end of the next scrub.</summary>
    public ValueTask<ScrubSummary> NextAsync(CancellationToken cancellationToken) =>
        _ended.Reader.ReadAsync(cancellationToken);

    /// <summary>Whether a scrub has ended that was not waited for.</summary>
    public bool HasMore => _ended.Reader.Count > 0;
}
