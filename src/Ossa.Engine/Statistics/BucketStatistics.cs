namespace Ossa.Engine.Statistics;

/// <summary>What a bucket holds. Exact at every moment: the batch that changes an object changes these figures too.</summary>
public sealed record BucketStatistics
{
    /// <summary>Objects, all versions counted; delete markers are none.</summary>
    public required long Objects { get; init; }

    /// <summary>The bytes of these objects.</summary>
    public required long Bytes { get; init; }

    /// <summary>Delete markers.</summary>
    public required long DeleteMarkers { get; init; }

    /// <summary>Uploads in parts that have begun and not ended.</summary>
    public required long Uploads { get; init; }

    /// <summary>The parts of these uploads.</summary>
    public required long Parts { get; init; }

    /// <summary>The bytes of these parts.</summary>
    public required long PartBytes { get; init; }

    /// <summary>Objects and bytes by storage class, Standard included.</summary>
    public required IReadOnlyDictionary<string, ClassStatistics> Classes { get; init; }
}
