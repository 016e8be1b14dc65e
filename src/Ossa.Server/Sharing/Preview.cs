using Ossa.Protocol.Headers;
using Ossa.Server.Links;
using Ossa.Server.Road;

namespace Ossa.Server.Sharing;

/// <summary>
/// How a page shows an object without saving it. Images, sound and video run nothing; text is fetched and shown as text, HTML and SVG source
/// included. What needs a document of its own, a PDF, is shown only on a host of the bucket, which is another origin than the page.
/// </summary>
/// <param name="Kind">One of image, audio, video, text and frame.</param>
/// <param name="Url">Where it is, on the page's own host but for frames.</param>
/// <param name="Origin">The origin of a frame, or null.</param>
internal sealed record Preview(string Kind, string Url, string? Origin)
{
    private const string Pdf = "application/pdf";

    /// <summary>Types whose subtype begins otherwise than with text, and that are text all the same.</summary>
    private static readonly string[] Texts =
    [
        "application/json",
        "application/javascript",
        "application/toml",
        "application/x-ndjson",
        "application/x-sh",
        "application/xml",
        "application/yaml",
        "application/x-yaml",
        "image/svg+xml",
    ];

    private static readonly string[] Images =
    [
        "image/avif",
        "image/bmp",
        "image/gif",
        "image/jpeg",
        "image/png",
        "image/webp",
        "image/x-icon",
    ];

    public static Preview? Of(OssContext context, LinkUrls urls, string contentType)
    {
        var type = contentType.Split(';')[0].Trim().ToLowerInvariant();
        var kind = KindOf(type);
        if (kind is null || context.Record.Size == 0)
        {
            return null;
        }

        if (kind != "frame")
        {
            return new Preview(kind, urls.Path([new("response-content-disposition", ContentDisposition.Inline)]), null);
        }

        return
            urls.OnBucketHost([
                new("response-content-disposition", ContentDisposition.Inline),
                new("response-content-type", Pdf),
            ])
                is { } url
            ? new Preview(kind, url.AbsoluteUri, url.GetLeftPart(UriPartial.Authority))
            : null;
    }

    private static string? KindOf(string type) =>
        Texts.Contains(type) ? "text"
        : Images.Contains(type) ? "image"
        : type == Pdf ? "frame"
        : type.Split('/')[0] switch
        {
            "text" => "text",
            "audio" => "audio",
            "video" => "video",
            _ => null,
        };
}
