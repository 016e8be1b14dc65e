using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Lifecycle;

/// <summary>The rows of a bucket's lifecycle rules, in the control partition.</summary>
internal static class LifecycleRows
{
    /// <summary>All of them, as they are at one moment.</summary>
    public static ValueTask<IReadOnlyList<Row>> ReadAsync(
        IMetadataStore metadata,
        string incarnation,
        CancellationToken cancellationToken
    ) =>
        metadata.ScanAsync(
            RowKeys.Control,
            RowFamily.Record,
            KeyRange.Prefix(RowKeys.LifecycleRules(incarnation)),
            Limits.MaxLifecycleRules,
            cancellationToken
        );
}
