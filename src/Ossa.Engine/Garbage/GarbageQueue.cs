using System.Threading.Channels;
using Ossa.Engine.Objects;
using Ossa.Storage;

namespace Ossa.Engine.Garbage;

/// <summary>
/// Tells the collector where it may find work. It is a hint only: what is to be freed stands durably in the partitions, and the
/// collector looks at all of them after a start.
/// </summary>
internal sealed class GarbageQueue
{
    private const int MaxHints = 1024;

    private readonly Channel<PartitionId> _hints = Channel.CreateBounded<PartitionId>(
        new BoundedChannelOptions(MaxHints) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public ChannelReader<PartitionId> Hints => _hints.Reader;

    public void Signal(PartitionId partition, BodyLocation released)
    {
        if (released.Kind == BodyKind.Blob)
        {
            _hints.Writer.TryWrite(partition);
        }
    }

    public void Signal(PartitionId partition) => _hints.Writer.TryWrite(partition);
}
