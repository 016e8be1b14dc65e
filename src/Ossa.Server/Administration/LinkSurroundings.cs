using Ossa.Engine.Buckets;
using Ossa.Engine.Links;
using Ossa.Server.Road;

namespace Ossa.Server.Administration;

/// <summary>What links depend on: the users who made them, and their buckets. Each is looked up once.</summary>
internal sealed class LinkSurroundings(OssContext context)
{
    private readonly Dictionary<string, string?> _makers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Bucket?> _buckets = new(StringComparer.Ordinal);

    /// <summary>What the user who made a link is called now; null where the account made it, or that user is gone.</summary>
    public async ValueTask<string?> MakerOfAsync(Link link)
    {
        if (link.Creator is not { } creator)
        {
            return null;
        }

        if (!_makers.TryGetValue(creator.Id, out var name))
        {
            var found = await context.Engine.Identities.Resolver.FindUserAsync(
                link.Account ?? context.Engine.AccountId,
                creator.Id,
                creator.Name,
                context.Aborted
            );
            name = _makers[creator.Id] = found?.User.Name;
        }

        return name;
    }

    /// <summary>Whether the bucket that a link was made for is there; not another one that has its name now.</summary>
    public async ValueTask<bool> HasBucketAsync(Link link)
    {
        if (!_buckets.TryGetValue(link.Bucket, out var bucket))
        {
            bucket = _buckets[link.Bucket] = await context.Engine.Buckets.FindAsync(link.Bucket, context.Aborted);
        }

        return bucket is not null && link.IsTo(bucket);
    }
}
