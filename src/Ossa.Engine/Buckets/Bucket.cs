using Ossa.Engine.Encryption;
using Ossa.Engine.Retention;
using Ossa.Engine.Websites;
using Ossa.Protocol.Access;
using Ossa.Storage;

namespace Ossa.Engine.Buckets;

/// <summary>What a bucket is, as its record in the control partition says.</summary>
/// <param name="Name">The bucket's name.</param>
/// <param name="Incarnation">
/// A random id made at creation. It is part of the partition's name, so that a bucket made again under the same name never sees old rows.
/// </param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="OwnerId">The account that owns it and everything in it.</param>
public sealed record Bucket(string Name, string Incarnation, DateTimeOffset CreatedAt, string OwnerId)
{
    /// <summary>Private, public-read or public-read-write.</summary>
    public CannedAcl Acl { get; init; } = CannedAcl.Private;

    /// <summary>The storage class of new objects; stored and echoed.</summary>
    public string StorageClass { get; init; } = "Standard";

    /// <summary>LRS or ZRS; stored and echoed.</summary>
    public string DataRedundancyType { get; init; } = "LRS";

    /// <summary>Whether older versions are kept. The heads of the partitions have the last word on it.</summary>
    public VersioningState Versioning { get; init; }

    /// <summary>Cross-origin rules, or null when there are none.</summary>
    public CorsRules? Cors { get; init; }

    /// <summary>The bucket's tags, in the order in which they were set.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    /// <summary>Whether those who ask pay for it, so that nobody may ask without a name.</summary>
    public bool RequesterPays { get; init; }

    /// <summary>The resource group, or null for the default one; stored and echoed.</summary>
    public string? ResourceGroupId { get; init; }

    /// <summary>Whether accelerated routes lead to it, or null where that was never said; stored and echoed.</summary>
    public bool? TransferAcceleration { get; init; }

    /// <summary>From which pages its objects may be asked for, or null when that was never said.</summary>
    public RefererRules? Referer { get; init; }

    /// <summary>Whether lists that let everybody in count for nothing and cannot be set.</summary>
    public bool PublicAccessBlocked { get; init; }

    /// <summary>Where the log of its requests goes, or null when there is none.</summary>
    public LoggingRules? Logging { get; init; }

    /// <summary>What its log tells beside the usual fields, or null when that was never said.</summary>
    public LogFields? LogFields { get; init; }

    /// <summary>
    /// Names the lifecycle rules that hold, which have rows of their own: another number each time that they are set, zero while there are none.
    /// </summary>
    public long LifecycleStamp { get; init; }

    /// <summary>What the bucket's own host shows to visitors, or null where it is no website.</summary>
    public Website? Website { get; init; }

    /// <summary>The retention policy, or null when there is none; it may have expired.</summary>
    public RetentionPolicy? RetentionPolicy { get; init; }

    /// <summary>What protects its objects. The heads of the partitions have the last word on it.</summary>
    public RetentionRule Retention => RetentionPolicy?.Rule ?? default;

    /// <summary>How new objects are encrypted at rest where their writers do not say; null for not at all.</summary>
    public ObjectEncryption? Encryption { get; init; }

    /// <summary>The partition with all of the bucket's rows.</summary>
    public PartitionId Partition => new("b." + Incarnation);
}
