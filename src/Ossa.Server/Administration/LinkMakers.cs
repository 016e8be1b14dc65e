using Ossa.Engine.Links;
using Ossa.Server.Road;

namespace Ossa.Server.Administration;

/// <summary>What the users who made links are called now; each is looked up once.</summary>
internal sealed class LinkMakers(OssContext context)
{
    private readonly Dictionary<string, string?> _names = new(StringComparer.Ordinal);

    /// <summary>The name of the user who made a link, or null where that one is gone.</summary>
    public async ValueTask<string?> FindAsync(Link link, LinkCreator creator)
    {
        if (_names.TryGetValue(creator.Id, out var known))
        {
            return known;
        }

        var found = await context.Engine.Identities.Resolver.FindUserAsync(
            link.Account ?? context.Engine.AccountId,
            creator.Id,
            creator.Name,
            context.Aborted
        );
        return _names[creator.Id] = found?.User.Name;
    }
}
