using Ossa.Engine.Links;
using Ossa.Protocol.Errors;
using Ossa.Server.Pages;

namespace Ossa.Server.Sharing;

/// <summary>What the page looks like that takes files in.</summary>
internal static class UploadPageView
{
    /// <summary>The page, with what became of the files that a form just brought.</summary>
    public static Page Of(
        UploadWords words,
        Link link,
        LinkUsage usage,
        DateTimeOffset now,
        IReadOnlyList<SentFile> sent
    )
    {
        var title = link.IsPrefix
            ? words.Title
            : words.TitleOfOne.Replace("{name}", DisplayName.OfKey(link.Key), StringComparison.Ordinal);
        return new Page(words.Language, title, Body(words, title, link, usage, now, sent))
        {
            Scripts = ["upload.mjs"],
            HasForm = true,
        };
    }

    private static Html Body(
        UploadWords words,
        string title,
        Link link,
        LinkUsage usage,
        DateTimeOffset now,
        IReadOnlyList<SentFile> sent
    )
    {
        var limits = link.Limits;
        var isOver = usage.Files >= limits.MaxFiles;
        return Html.Of(
            $"""
            <main data-now="{now.ToUnixTimeMilliseconds()}" data-end="{link.ExpiresAt.ToUnixTimeMilliseconds()}" data-most-bytes="{limits.MaxFileBytes?.ToString(
                System.Globalization.CultureInfo.InvariantCulture
            )}" data-words="{words.ScriptJson}">
            <h1><bdi>{title}</bdi></h1>
            <p class="quiet">{words.Hint}</p>
            <dl>
            {Fact(words.Types, limits.Types.Count > 0 ? string.Join(", ", limits.Types) : null)}
            {Fact(words.MostBytes, limits.MaxFileBytes is { } most ? Sizes.Of(most) : null)}
            {FilesLeft(words, limits.MaxFiles - usage.Files)}
            <dt>{words.Expires}</dt><dd>{TimeText.Of(
                link.ExpiresAt
            )} <span class="quiet" data-part="left" role="timer"></span></dd>
            </dl>
            {Sent(words, sent)}
            {(isOver ? Html.Of($"""<p class="bad">{words.NoMore}</p>""") : Form(words, link))}
            <ul class="transfers" data-part="files" aria-label="{words.Files}"></ul>
            <p class="quiet" data-part="status" role="status"></p>
            </main>
            """
        );
    }

    private static Html Form(UploadWords words, Link link) =>
        Html.Of(
            $"""
            <form method="post" enctype="multipart/form-data" data-part="form">
            <div class="drop" data-part="drop">
            <label for="file">{(link.IsPrefix ? words.Choose : words.ChooseOne)}</label>
            <input id="file" name="{UploadForm.Field}" type="file" required accept="{string.Join(
                ',',
                link.Limits.Types
            )}" {(link.IsPrefix ? Html.Of($"multiple") : Html.Empty)}>
            <p class="quiet" data-part="drop-hint" hidden>{words.Drop}</p>
            </div>
            <div class="actions"><button class="main" data-part="send">{words.Send}</button></div>
            </form>
            """
        );

    private static Html Fact(string name, string? value) =>
        value is null ? Html.Empty : Html.Of($"<dt>{name}</dt><dd>{value}</dd>");

    private static Html FilesLeft(UploadWords words, long? left) =>
        left is { } files
            ? Html.Of($"""<dt>{words.FilesLeft}</dt><dd data-part="files-left">{files}</dd>""")
            : Html.Empty;

    private static Html Sent(UploadWords words, IReadOnlyList<SentFile> sent) =>
        sent.Count == 0
            ? Html.Empty
            : Html.Of($"""<ul class="transfers" role="status">{sent.Select(file => Sent(words, file))}</ul>""");

    private static Html Sent(UploadWords words, SentFile file) =>
        Html.Of(
            $"""
            <li><span class="name"><bdi>{DisplayName.Clean(file.Name)}</bdi></span> <span class="{(
                file.Refusal is null ? "good" : "bad"
            )}">{(file.Refusal is { } refusal ? words.Explain(refusal.Error) : words.Stored)}</span></li>
            """
        );
}
