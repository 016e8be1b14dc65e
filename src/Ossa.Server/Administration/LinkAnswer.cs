using Ossa.Engine.Links;
using Ossa.Server.Links;
using Ossa.Server.Road;

namespace Ossa.Server.Administration;

/// <summary>What the admin API tells of a link.</summary>
/// <param name="Link">The link.</param>
/// <param name="State">Whether it gives anything now.</param>
/// <param name="Usage">How much of it was used.</param>
/// <param name="Url">
/// A URL for it that was just signed, where one link is told that still gives something or will; one with a password or for more than one key has
/// none. It is for GET, or to upload by for PUT.
/// </param>
public sealed record LinkAnswer(Link Link, LinkState State, LinkUsage Usage, Uri? Url)
{
    /// <summary>The address of its page, where one link is told that still gives something or will.</summary>
    public Uri? Page { get; init; }

    /// <summary>Whether it is used with a password only, on its page.</summary>
    public bool HasPassword { get; init; }

    /// <summary>What the user who made it is called now; null where the account made it, or that user is gone.</summary>
    public string? Maker { get; init; }

    /// <summary>Whether the user who made it is gone, so that it gives nothing any more.</summary>
    public bool IsMakerGone { get; init; }

    /// <summary>About a link, with a URL.</summary>
    internal static async ValueTask<LinkAnswer> WithUrlAsync(OssContext context, Link link)
    {
        var answer = await OfAsync(context, link, new LinkMakers(context));
        if (answer.IsMakerGone || answer.State is not (LinkState.Active or LinkState.NotYet))
        {
            return answer;
        }

        var urls = await LinkUrls.OpenAsync(context, link);
        return answer with
        {
            Url = link is { HasPassword: false, IsPrefix: false } ? urls.Url() : null,
            Page = urls.Page(),
        };
    }

    /// <summary>About a link, without a URL.</summary>
    internal static async ValueTask<LinkAnswer> OfAsync(OssContext context, Link link, LinkMakers makers)
    {
        var maker = link.Creator is { } creator ? await makers.FindAsync(link, creator) : null;
        return new(
            link,
            link.StateAt(context.Now),
            await context.Engine.LinkMeter.ReadAsync(link.Id, context.Aborted),
            Url: null
        )
        {
            HasPassword = link.HasPassword,
            Maker = maker,
            IsMakerGone = link.Creator is not null && maker is null,
        };
    }
}
