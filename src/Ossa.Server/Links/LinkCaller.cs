using Ossa.Engine.Identity;
using Ossa.Engine.Links;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Signing;
using Ossa.Server.Identity;

namespace Ossa.Server.Links;

/// <summary>For whom a link acts: whoever made it, with what that one may do at the moment of use.</summary>
internal static class LinkCaller
{
    /// <exception cref="OssException">The user who made it is gone.</exception>
    public static async ValueTask<Caller> OfAsync(
        KeyResolver users,
        Link link,
        SigningSecret secret,
        CancellationToken cancellationToken
    )
    {
        if (link.Creator is not { } creator)
        {
            return new Caller(link.Id) { Link = link };
        }

        return await users.FindUserAsync(creator.Name, cancellationToken) is { } found && found.User.Id == creator.Id
            ? new Caller(link.Id, new KnownKey(link.Id, secret, IsActive: true, found.User, found.Policies))
            {
                Link = link,
            }
            : throw new OssException(LinkErrors.CreatorGone);
    }
}
