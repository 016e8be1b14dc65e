using Ossa.Engine.Buckets;
using Ossa.Engine.Objects;
using Ossa.Engine.Records;

namespace Ossa.Engine.Versions;

/// <summary>What is stored under one key, as far as a change of it must know.</summary>
/// <param name="ObjectRow">The record of the current object, as stored; null when there is none, or a delete marker.</param>
/// <param name="HeadRow">The row of <see cref="KeyHead"/>, as stored.</param>
internal sealed record KeyState(byte[]? ObjectRow, byte[]? HeadRow)
{
    /// <summary>The current object, or null.</summary>
    public ObjectRecord? Current { get; } = ObjectRow is null ? null : ObjectCodec.Decode(ObjectRow);

    /// <summary>What is known of the versions, or null while the key has at most one.</summary>
    public KeyHead? Head { get; } = HeadRow is null ? null : KeyHead.Decode(HeadRow);

    /// <summary>The newest version's place, or zero when there is none.</summary>
    public long LatestSequence => Head?.LatestSequence ?? Current?.Sequence ?? 0;

    public static async ValueTask<KeyState> ReadAsync(
        BucketPartition partition,
        byte[] key,
        CancellationToken cancellationToken
    ) =>
        new(
            await partition.GetAsync(RowKeys.Object(key), cancellationToken),
            partition.Versioning == VersioningState.Never
                ? null
                : await partition.GetAsync(RowKeys.KeyHead(key), cancellationToken)
        );
}
