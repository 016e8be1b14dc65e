using Ossa.Engine;
using Ossa.Engine.Links;
using Ossa.Protocol.Errors;
using Ossa.Server.Identity;

namespace Ossa.Server.Links;

/// <summary>For whom a link acts: whoever made it, with what that one may do at the moment of use.</summary>
internal static class LinkCaller
{
    /// <exception cref="OssException">The user who made it is gone, or the account, or that is disabled.</exception>
    public static async ValueTask<Caller> OfAsync(OssaEngine engine, Link link, CancellationToken cancellationToken)
    {
        var account = link.Account ?? engine.AccountId;
        if (link.Creator is not { } creator)
        {
            return await engine.Accounts.IsActiveAsync(account, cancellationToken)
                ? new Caller(link.Id, account) { Link = link }
                : throw new OssException(LinkErrors.CreatorGone);
        }

        return
            await engine.Identities.Resolver.FindUserAsync(account, creator.Id, creator.Name, cancellationToken)
                is { } found
            ? new Caller(link.Id, account, found) { Link = link }
            : throw new OssException(LinkErrors.CreatorGone);
    }
}
