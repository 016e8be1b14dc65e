using Microsoft.AspNetCore.Http;
using Ossa.Engine.Links;
using Ossa.Engine.Listing;
using Ossa.Protocol.Headers;
using Ossa.Protocol.Names;
using Ossa.Protocol.Signing;
using Ossa.Server.Links;
using Ossa.Server.Pages;
using Ossa.Server.Road;
using Ossa.Server.Throttling;

namespace Ossa.Server.Sharing;

/// <summary>
/// The page of a link to a folder: what is in it, each file with a URL of its own, and all of it as one archive. The parameter <c>dir</c> names a
/// folder within it, <c>after</c> the entry after which the page begins, and <c>zip</c> asks for the archive.
/// </summary>
internal static class FolderPage
{
    private static readonly Locator Locator = new(strict: true);

    public static async Task AnswerAsync(OssContext context, Link link, ActiveLimit<string> archives)
    {
        var asked = Locator.Locate(context.Http, hostBucket: null)[0];
        var directory = asked["dir"] ?? "";
        var prefix = link.Key + directory;
        if (directory.Length > 0 && !directory.EndsWith('/'))
        {
            prefix += "/";
        }

        if (prefix.Length > 0)
        {
            ObjectKey.Check(prefix);
        }

        await FolderListing.RequireAsync(context, link.Bucket, prefix);
        if (asked.Has("zip") && HttpMethods.IsGet(context.Http.Request.Method))
        {
            using var archive = archives.Enter(link.Id);
            await FolderZip.AnswerAsync(context, link, prefix);
            return;
        }

        var page = await FolderListing.PageAsync(context, prefix, asked["after"] ?? "");
        var urls = await LinkUrls.OpenAsync(context, link);
        var words = ShareWords.For(context);
        var title = DisplayName.OfFolder(link.Bucket, prefix);
        await PageAnswer.WriteAsync(
            context,
            StatusCodes.Status200OK,
            new Page(words.Language, title, Body(context, words, link, prefix, page, urls)) { Scripts = ["share.mjs"] }
        );
    }

    private static Html Body(
        OssContext context,
        ShareWords words,
        Link link,
        string prefix,
        ListPage page,
        LinkUrls urls
    )
    {
        var relative = prefix[link.Key.Length..];
        return Html.Of(
            $"""
            <main data-now="{context.Now.ToUnixTimeMilliseconds()}" data-end="{link.ExpiresAt.ToUnixTimeMilliseconds()}" data-words="{words.ScriptJson}">
            <h1><bdi>{DisplayName.OfFolder(link.Bucket, link.Key)}</bdi></h1>
            <p class="quiet"><bdi>{DisplayName.Clean(relative)}</bdi></p>
            <dl><dt>{words.Expires}</dt><dd>{TimeText.Of(
                link.ExpiresAt
            )} <span class="quiet" data-part="left" role="timer"></span></dd></dl>
            <div class="actions"><a class="button main" data-part="download" href="{Query(
                relative,
                "zip",
                ""
            )}">{words.DownloadAll}</a></div>
            <section>
            <table class="files">
            <thead><tr><th scope="col">{words.Name}</th><th scope="col">{words.Size}</th></tr></thead>
            <tbody>
            {Up(words, relative)}
            {page.CommonPrefixes.Select(folder => Folder(link, folder))}
            {page.Objects.Where(file => file.Key != prefix).Select(file => File(urls, file))}
            </tbody>
            </table>
            {(
                page.Objects.Count + page.CommonPrefixes.Count == 0
                    ? Html.Of($"""<p class="quiet">{words.Empty}</p>""")
                    : Html.Empty
            )}
            {(
                page.Next is { } next
                    ? Html.Of($"""<p><a href="{Query(relative, "after", next)}">{words.More}</a></p>""")
                    : Html.Empty
            )}
            </section>
            </main>
            """
        );
    }

    private static Html Up(ShareWords words, string relative)
    {
        if (relative.Length == 0)
        {
            return Html.Empty;
        }

        var above = relative[..(relative.TrimEnd('/').LastIndexOf('/') + 1)];
        return Html.Of(
            $"""<tr><td><a href="{Query(above, null, "")}">../</a> <span class="quiet">{words.Up}</span></td><td></td></tr>"""
        );
    }

    private static Html Folder(Link link, string folder) =>
        Html.Of(
            $"""<tr><td><a href="{Query(folder[link.Key.Length..], null, "")}"><bdi>{DisplayName.OfKey(folder)}/</bdi></a></td><td></td></tr>"""
        );

    private static Html File(LinkUrls urls, ListedObject file)
    {
        var name = DisplayName.OfKey(file.Key);
        var path = urls.PathOf(file.Key, [new("response-content-disposition", ContentDisposition.OfDownload(name))]);
        return Html.Of(
            $"""<tr><td><a href="{path}" download="{name}"><bdi>{name}</bdi></a></td><td>{Sizes.Short(file.Record.Size)}</td></tr>"""
        );
    }

    private static string Query(string directory, string? name, string value)
    {
        var query = new List<KeyValuePair<string, string>>();
        if (directory.Length > 0)
        {
            query.Add(new("dir", directory));
        }

        if (name is not null)
        {
            query.Add(new(name, value));
        }

        return "?" + UriEncoding.EncodeQuery(query);
    }
}
