using System.Net.Http.Headers;
using Ossa.Engine.Links;
using Ossa.Engine.Objects;
using Ossa.Server.Links;
using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Sharing;

/// <summary>One object as a share page shows it.</summary>
/// <param name="Link">The link.</param>
/// <param name="Usage">How much of it was used.</param>
/// <param name="Name">What the object is called.</param>
/// <param name="ContentType">What its uploader said that it is.</param>
/// <param name="Record">The object.</param>
/// <param name="Now">The time at the server.</param>
/// <param name="Path">The address of the object on the page's own host, with a signature.</param>
/// <param name="Url">The same in whole, for programs.</param>
/// <param name="PageUrl">The address of the page itself.</param>
/// <param name="Preview">How it can be shown, or null for not at all.</param>
internal sealed record Share(
    Link Link,
    LinkUsage Usage,
    string Name,
    string ContentType,
    ObjectRecord Record,
    DateTimeOffset Now,
    string Path,
    Uri Url,
    Uri PageUrl,
    Preview? Preview
)
{
    /// <summary>Whether only so much of it may be used that a look at the content should be asked for.</summary>
    public bool IsCounted => Link.Limits.MaxDownloads is not null || Link.Limits.MaxBytes is not null;

    /// <summary>The name that it is saved under, which the link may state.</summary>
    public string SavedName =>
        ContentDispositionHeaderValue.TryParse(Link.Disposition, out var stated)
        && (stated.FileNameStar ?? stated.FileName?.Trim('"')) is { Length: > 0 } name
            ? name
            : Name;

    /// <summary>The share of the object that the request has been admitted to.</summary>
    public static async ValueTask<Share> OfAsync(OssContext context, Link link, LinkUsage usage)
    {
        var key = await context.Engine.Links.OpenKeyAsync(link, context.Aborted);
        var urls = new LinkUrls(context, link, key);
        var contentType = context.Record.Metadata.Header("Content-Type") is { } stated
            ? WireText.ToText(stated)
            : ContentTypes.Unknown;
        return new Share(
            link,
            usage,
            DisplayName.OfKey(link.Key),
            contentType,
            context.Record,
            context.Now,
            urls.Path(),
            urls.Url(),
            urls.Page(),
            Preview.Of(context, urls, contentType)
        );
    }
}
