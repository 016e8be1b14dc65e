using System.Globalization;
using Ossa.Server.Pages;

namespace Ossa.Server.Sharing;

/// <summary>What the share page of an object looks like.</summary>
internal static class SharePageView
{
    private const int Md5Bytes = 16;

    public static Page Of(ShareWords words, Share share) =>
        new(words.Language, share.Name, Body(words, share))
        {
            Scripts = ["share.mjs"],
            FrameOrigin = share.Preview?.Origin,
        };

    private static Html Body(ShareWords words, Share share) =>
        Html.Of(
            $"""
            <main data-name="{share.Name}" data-size="{share.Record.Size}" data-now="{share.Now.ToUnixTimeMilliseconds()}" data-end="{share.Link.ExpiresAt.ToUnixTimeMilliseconds()}" data-words="{words.ScriptJson}">
            <h1><bdi>{share.Name}</bdi></h1>
            {Facts(words, share)}
            <div class="actions">
            <a class="button main" data-part="download" href="{share.Path}" download="{share.SavedName}">{words.Download}</a>
            </div>
            <div data-part="transfer" hidden>
            <progress data-part="bar" max="1" value="0" aria-label="{words.Download}"></progress>
            <p class="quiet" data-part="status" role="status"></p>
            <button type="button" data-part="pause" hidden></button>
            </div>
            {PreviewSection(words, share)}
            {CodeSection(words, share)}
            <section class="elsewhere">
            {QrSvg.Of(share.PageUrl.AbsoluteUri, words.PhoneHint)}
            <div><h2>{words.Phone}</h2><p class="quiet">{words.PhoneHint}</p></div>
            </section>
            </main>
            """
        );

    private static Html Facts(ShareWords words, Share share) =>
        Html.Of(
            $"""
            <dl>
            <dt>{words.Size}</dt><dd>{Sizes.Of(share.Record.Size)}</dd>
            <dt>{words.Type}</dt><dd>{share.ContentType}</dd>
            <dt>{words.Modified}</dt><dd>{TimeText.Of(share.Record.LastModified)}</dd>
            <dt>CRC-64</dt><dd><code>{share.Record.Crc64.ToString(CultureInfo.InvariantCulture)}</code></dd>
            {Md5(share)}
            <dt>{words.Expires}</dt><dd>{TimeText.Of(
                share.Link.ExpiresAt
            )} <span class="quiet" data-part="left" role="timer"></span></dd>
            {DownloadsLeft(words, share)}
            </dl>
            """
        );

    private static Html Md5(Share share) =>
        share.Record.Md5.Length == Md5Bytes
            ? Html.Of($"<dt>MD5</dt><dd><code>{Convert.ToHexStringLower(share.Record.Md5)}</code></dd>")
            : Html.Empty;

    private static Html DownloadsLeft(ShareWords words, Share share) =>
        share.Link.Limits.MaxDownloads - share.Usage.Downloads is { } left
            ? Html.Of($"""<dt>{words.Downloads}</dt><dd data-part="downloads">{left}</dd>""")
            : Html.Empty;

    private static Html PreviewSection(ShareWords words, Share share) =>
        share.Preview is { } preview
            ? Html.Of(
                $"""
                <section class="preview" data-part="preview" data-kind="{preview.Kind}" data-url="{preview.Url}" hidden>
                <h2>{words.Preview}</h2>
                {PreviewButton(words, share)}
                <div data-part="preview-place"></div>
                </section>
                """
            )
            : Html.Empty;

    private static Html PreviewButton(ShareWords words, Share share) =>
        share.IsCounted
            ? Html.Of(
                $"""
                <p class="quiet">{words.PreviewCounts}</p>
                <button type="button" data-part="preview-button">{words.ShowPreview}</button>
                """
            )
            : Html.Empty;

    private static Html CodeSection(ShareWords words, Share share) =>
        Html.Of(
            $"""
            <section>
            <h2>{words.Code}</h2>
            <p class="quiet">{words.CodeHint}</p>
            {Line(CodeSample.Curl(share.Url.AbsoluteUri, share.Name))}
            {CodeSample.All.Select(sample => Sample(words, share, sample))}
            </section>
            """
        );

    private static Html Sample(ShareWords words, Share share, CodeSample sample) =>
        Html.Of(
            $"""
            <details name="code">
            <summary>{sample.Language}</summary>
            <div>
            <p class="quiet">{words.SaveAs} <code>{sample.File}</code></p>
            {Snippet(sample.Source)}
            {Line(sample.Use(share.Url.AbsoluteUri, share.Name))}
            </div>
            </details>
            """
        );

    /// <summary>A line break that begins a pre element is not shown, so one of its own stands before the text.</summary>
    private static Html Line(string? text) => text is null ? Html.Empty : Snippet(text, isLine: true);

    private static Html Snippet(string text, bool isLine = false) =>
        Html.Of(
            $"""
            <div class="snippet"><pre class="{(isLine ? "wrapped" : "")}" tabindex="0" translate="no">
            {text}</pre></div>
            """
        );
}
