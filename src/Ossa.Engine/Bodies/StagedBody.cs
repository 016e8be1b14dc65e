using Ossa.Engine.Garbage;
using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Bodies;

/// <summary>A body that has arrived whole. Small ones wait in memory for the batch that commits them.</summary>
internal sealed class StagedBody(PartitionId partition, Intents intents, Piece piece, byte[] rowBytes)
    : PendingBody(partition, intents, piece.Location)
{
    /// <summary>The bytes as stored, with those that stand before what arrived.</summary>
    public Piece Piece => piece;

    /// <summary>How many bytes arrived.</summary>
    public required long Length { get; init; }

    /// <summary>The MD5 of what arrived.</summary>
    public required byte[] Md5 { get; init; }

    /// <summary>The CRC-64 of what arrived.</summary>
    public required ulong Crc64 { get; init; }

    public override void AddTo(WriteBatch batch)
    {
        if (piece.Location.Kind == BodyKind.Row)
        {
            batch.Put(RowFamily.Body, RowKeys.Body(piece.Location.Id), rowBytes);
        }

        base.AddTo(batch);
    }
}
