namespace Ossa.Protocol.Documents;

/// <summary>What a bucket holds in one storage class: a part of <see cref="BucketStat"/>.</summary>
public sealed record StorageClassStat
{
    /// <summary>How many bytes are billed, small objects of all classes but Standard as 64 KiB each.</summary>
    public long Storage { get; init; }

    /// <summary>How many bytes there are; of Standard, which has no such element, the same as <see cref="Storage"/>.</summary>
    public long RealStorage { get; init; }

    /// <summary>How many objects there are.</summary>
    public long ObjectCount { get; init; }

    /// <summary>How many parts the multipart uploads under way have.</summary>
    public long MultipartPartCount { get; init; }

    /// <summary>How many bytes these parts have.</summary>
    public long MultipartPartStorage { get; init; }
}
