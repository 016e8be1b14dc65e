namespace Ossa.Protocol.Access;

/// <summary>What a request is about, in the terms of policies.</summary>
/// <param name="Region">The region, such as cn-hangzhou.</param>
/// <param name="AccountId">The account that owns it.</param>
/// <param name="Name">The bucket, or bucket/key, or "*" for the account's buckets together.</param>
public sealed record AccessResource(string Region, string AccountId, string Name)
{
    /// <summary>The service that it belongs to: oss or ram.</summary>
    public string Service { get; private init; } = "oss";

    /// <summary>A role, which is in no region.</summary>
    public static AccessResource Role(string accountId, string name) => OfRam(accountId, "role/" + name);

    /// <summary>A user, a group, a role or a policy, such as user/alice; none of them is in a region.</summary>
    public static AccessResource OfRam(string accountId, string name) => new("", accountId, name) { Service = "ram" };

    /// <summary>The resource of a request.</summary>
    /// <param name="region">The region.</param>
    /// <param name="accountId">The account that owns it.</param>
    /// <param name="bucket">The bucket, or null for the account's buckets together.</param>
    /// <param name="key">The object's key, or null for the bucket itself.</param>
    public static AccessResource Of(string region, string accountId, string? bucket, string? key) =>
        new(
            region,
            accountId,
            bucket is null ? "*"
                : key is null ? bucket
                : $"{bucket}/{key}"
        );

    /// <inheritdoc />
    public override string ToString() => $"acs:{Service}:{Region}:{AccountId}:{Name}";
}
