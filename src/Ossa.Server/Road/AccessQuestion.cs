using Ossa.Engine.Access;
using Ossa.Engine.Buckets;
using Ossa.Engine.Objects;
using Ossa.Protocol.Access;
using Ossa.Server.Operations;

namespace Ossa.Server.Road;

/// <summary>What a caller wants to do to what.</summary>
/// <param name="Action">The action that policies speak of.</param>
/// <param name="Need">What it needs of access control lists.</param>
/// <param name="Bucket">The bucket, as it is to be judged; null where it is not there yet, and for all buckets together.</param>
/// <param name="BucketName">The bucket's name, or null for all buckets together.</param>
/// <param name="Key">The object's key, or null for the bucket.</param>
/// <param name="Record">Looks the object up; null when there is none. Asked for only where it decides.</param>
internal sealed record AccessQuestion(
    string Action,
    Need Need,
    Bucket? Bucket,
    string? BucketName,
    string? Key,
    Func<ValueTask<ObjectRecord?>> Record
)
{
    /// <summary>Whether it is about a write of an object, which may state tags, and what that does besides.</summary>
    public bool IsOfWrite { get; init; } = Need == Need.Write;

    /// <summary>Reads the tags that the document of the request states; null where it has none. Asked for only where a condition asks.</summary>
    public Func<ValueTask<IReadOnlyList<KeyValuePair<string, string>>?>>? TagsInDocument { get; init; }

    /// <summary>What is known of conditions, where many objects of one bucket are asked about; else null.</summary>
    public KnownConditions? Known { get; init; }

    /// <summary>About an object that was looked up already.</summary>
    public static AccessQuestion About(string action, Need need, Bucket bucket, string key, ObjectRecord? record) =>
        new(action, need, bucket, bucket.Name, key, () => ValueTask.FromResult(record));

    /// <summary>The account that owns it: what is of no bucket is the caller's.</summary>
    public string OwnerFor(OssContext context) =>
        Bucket?.OwnerId ?? context.Caller.AccountId ?? context.Engine.AccountId;

    /// <summary>What it is about, in the terms of policies.</summary>
    public AccessResource ResourceFor(OssContext context) =>
        AccessResource.Of(context.Options.Region, OwnerFor(context), BucketName, Key);
}
