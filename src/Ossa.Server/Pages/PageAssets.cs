using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Ossa.Server.Pages;

/// <summary>The files that Ossa's pages load, all of them built into the program: pages ask nothing of anybody else.</summary>
internal static class PageAssets
{
    /// <summary>Where they are, on the service host.</summary>
    public const string Root = "/-/assets/";

    private const string Script = "text/javascript; charset=utf-8";
    private const string Style = "text/css; charset=utf-8";

    /// <summary>By the names of their files. One that loads others stands after them, since it names them with their hashes.</summary>
    private static readonly Dictionary<string, PageAsset> ByFile = Load(
        ("icon.svg", "image/svg+xml"),
        ("page.css", Style),
        ("crc64.mjs", Script),
        ("countdown.mjs", Script),
        ("transfer.mjs", Script),
        ("upload.mjs", Script),
        ("share.mjs", Script),
        ("console.css", Style),
        ("words-en.mjs", Script),
        ("words-zh.mjs", Script),
        ("words.mjs", Script),
        ("dom.mjs", Script),
        ("format.mjs", Script),
        ("xml.mjs", Script),
        ("route.mjs", Script),
        ("corner.mjs", Script),
        ("notice.mjs", Script),
        ("sayings-zh.mjs", Script),
        ("refusals-zh.mjs", Script),
        ("sayings.mjs", Script),
        ("oss.mjs", Script),
        ("dialog.mjs", Script),
        ("copy.mjs", Script),
        ("sign-in.mjs", Script),
        ("layout.mjs", Script),
        ("listing.mjs", Script),
        ("download.mjs", Script),
        ("drop-zone.mjs", Script),
        ("kept.mjs", Script),
        ("multipart.mjs", Script),
        ("uploads.mjs", Script),
        ("password.mjs", Script),
        ("chart.mjs", Script),
        ("audit-entries.mjs", Script),
        ("link-use.mjs", Script),
        ("storage.mjs", Script),
        ("health.mjs", Script),
        ("comparison.mjs", Script),
        ("explaining.mjs", Script),
        ("handed.mjs", Script),
        ("link-form.mjs", Script),
        ("give.mjs", Script),
        ("buckets.mjs", Script),
        ("objects.mjs", Script),
        ("object.mjs", Script),
        ("links.mjs", Script),
        ("audit.mjs", Script),
        ("setting.mjs", Script),
        ("lifecycle-rule.mjs", Script),
        ("lifecycle.mjs", Script),
        ("referer.mjs", Script),
        ("website.mjs", Script),
        ("encryption.mjs", Script),
        ("logging.mjs", Script),
        ("retention.mjs", Script),
        ("domains.mjs", Script),
        ("settings.mjs", Script),
        ("attachments.mjs", Script),
        ("people.mjs", Script),
        ("json-editor.mjs", Script),
        ("groups.mjs", Script),
        ("roles.mjs", Script),
        ("policies.mjs", Script),
        ("users.mjs", Script),
        ("user.mjs", Script),
        ("console.mjs", Script)
    );

    private static readonly Dictionary<string, PageAsset> ByPath = ByFile.Values.ToDictionary(asset =>
        Root + asset.HashedName
    );

    /// <summary>The path by which a page loads a file.</summary>
    public static string PathOf(string file) => Root + ByFile[file].HashedName;

    /// <summary>Answers with an asset, or says that there is none of this name.</summary>
    public static Task AnswerAsync(HttpContext http, string path)
    {
        if (!ByPath.TryGetValue(path, out var asset))
        {
            return OwnPages.AnswerAsync(http, StatusCodes.Status404NotFound, "There is no such page.");
        }

        var headers = http.Response.Headers;
        var (encoding, bytes) = Choose(asset, http.Request.Headers.AcceptEncoding.ToString());
        headers.ContentEncoding = encoding;
        headers.Vary = "Accept-Encoding";
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        http.Response.ContentType = asset.ContentType;
        http.Response.ContentLength = bytes.Length;
        return HttpMethods.IsHead(http.Request.Method)
            ? Task.CompletedTask
            : http.Response.Body.WriteAsync(bytes, http.RequestAborted).AsTask();
    }

    private static (string? Encoding, byte[] Bytes) Choose(PageAsset asset, string accepted) =>
        Accepts(accepted, "br") ? ("br", asset.Brotli)
        : Accepts(accepted, "gzip") ? ("gzip", asset.Gzip)
        : (null, asset.Plain);

    private static bool Accepts(string accepted, string encoding) =>
        accepted
            .Split(',', StringSplitOptions.TrimEntries)
            .Any(offer =>
                offer.Split(';', StringSplitOptions.TrimEntries) is [var name, .. var parameters]
                && name.Equals(encoding, StringComparison.OrdinalIgnoreCase)
                && !parameters.Any(parameter => parameter.TrimEnd('0', '.') == "q=")
            );

    private static Dictionary<string, PageAsset> Load(params (string File, string ContentType)[] files)
    {
        var loaded = new Dictionary<string, PageAsset>();
        foreach (var (file, contentType) in files)
        {
            var text = loaded.Aggregate(
                Read(file),
                (text, asset) =>
                    text.Replace($"\"./{asset.Key}\"", $"\"./{asset.Value.HashedName}\"", StringComparison.Ordinal)
            );
            loaded.Add(file, new PageAsset(file, contentType, Encoding.UTF8.GetBytes(text)));
        }

        return loaded;
    }

    private static string Read(string file)
    {
        using var stream =
            typeof(PageAssets).Assembly.GetManifestResourceStream($"assets/{file}")
            ?? throw new UnreachableException($"The asset {file} is not built in.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
