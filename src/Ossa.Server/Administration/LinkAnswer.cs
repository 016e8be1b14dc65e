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

    /// <summary>About a link, with a URL.</summary>
    internal static async ValueTask<LinkAnswer> WithUrlAsync(OssContext context, Link link)
    {
        var answer = await OfAsync(context, link, new LinkSurroundings(context));
        if (answer.State is not (LinkState.Active or LinkState.NotYet))
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
    internal static async ValueTask<LinkAnswer> OfAsync(OssContext context, Link link, LinkSurroundings surroundings)
    {
        var maker = await surroundings.MakerOfAsync(link);
        var usage = await context.Engine.LinkMeter.ReadAsync(link.Id, context.Aborted);
        return new(link, await StateOfAsync(context, link, maker, surroundings), usage, Url: null)
        {
            HasPassword = link.HasPassword,
            Maker = maker,
        };
    }

    /// <summary>A link that holds by itself gives nothing without its bucket, nor without the user for whom it acts.</summary>
    private static async ValueTask<LinkState> StateOfAsync(
        OssContext context,
        Link link,
        string? maker,
        LinkSurroundings surroundings
    )
    {
        var state = link.StateAt(context.Now);
        return state is not (LinkState.Active or LinkState.NotYet) ? state
            : link.Creator is not null && maker is null ? LinkState.MakerGone
            : await surroundings.HasBucketAsync(link) ? state
            : LinkState.BucketGone;
    }
}
