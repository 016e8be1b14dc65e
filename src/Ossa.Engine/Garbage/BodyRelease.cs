using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Garbage;

/// <summary>Lets a batch give up a body.</summary>
internal static class BodyRelease
{
    private static readonly byte[] WholeManifest = [];

    /// <summary>Removes a body at once where it is one row, else queues it for the collector.</summary>
    public static void Add(WriteBatch batch, BodyLocation body, long bytes)
    {
        switch (body.Kind)
        {
            case BodyKind.Empty:
                break;
            case BodyKind.Row:
                batch.Delete(RowFamily.Body, RowKeys.Body(body.Id));
                break;
            default:
                var value = body.Kind == BodyKind.Blob ? CounterValue.Write(bytes) : WholeManifest;
                batch.Put(RowFamily.Record, GarbageItem.Of(body).GarbageRow(), value);
                break;
        }
    }
}
