using Ossa.Storage;

namespace Ossa.Engine.Checking;

/// <summary>A row of a body that no other row was seen to name.</summary>
internal sealed record NamelessRow(CheckedPartition Partition, BlobId Id, int Length);
