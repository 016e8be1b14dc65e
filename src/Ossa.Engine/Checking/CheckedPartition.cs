using Ossa.Storage;

namespace Ossa.Engine.Checking;

/// <summary>A partition of rows: of a bucket, or of one that was dropped and still has something to be freed.</summary>
/// <param name="Id">The partition.</param>
/// <param name="Bucket">The bucket's name; null when it was dropped.</param>
internal readonly record struct CheckedPartition(PartitionId Id, string? Bucket)
{
    private const string Prefix = "b.";

    /// <summary>The incarnation of the bucket.</summary>
    public string Incarnation => Id.Name[Prefix.Length..];
}
