namespace Ossa.Conformance.Clients;

/// <summary>Names and contents that would run on a page that takes them for its own.</summary>
internal static class HostileFiles
{
    /// <summary>A name of a file.</summary>
    public const string Name = "<img src=x onerror=\"window.hacked=1\"> '\" & report.html";

    /// <summary>A script, and text that its preview must show as it is.</summary>
    public const string Script = "<script>window.hacked = 1; alert(1)</script>\n<h1>é 中文</h1>\n";

    private const string Run = "globalThis.hacked=1;try{top.hacked=1}catch{};alert(1)";
    private const string Page =
        $"<!doctype html><html><body onload=\"{Run}\"><script>{Run}</script><img src=x onerror=\"{Run}\">";

    /// <summary>Files that are a page, a script or a drawing with a script, whatever they say that they are.</summary>
    public static readonly IReadOnlyList<(string Key, string Type, string Content)> All =
    [
        ("page as a picture.png", "image/png", Page),
        ("\"><script>globalThis.hacked=1</script>.jpg", "image/jpeg", Page),
        ("picture and script.gif", "image/gif", $"GIF89a/*{new string('a', 64)}*/=1;{Run}"),
        ("picture and page.bmp", "image/bmp", "BM" + Page),
        ("page as sound.mp3", "audio/mpeg", Page),
        ("page as a film.webm", "video/webm", Page),
        (
            "document and page.pdf",
            "application/pdf",
            $"%PDF-1.4\n{Page}\n1 0 obj<</OpenAction<</S/JavaScript/JS({Run})>>>>"
        ),
        ("page.html", "text/html; charset=utf-8", Page),
        ("script.js", "text/javascript", Run),
        (
            "page.xhtml",
            "application/xhtml+xml",
            $"<html xmlns='http://www.w3.org/1999/xhtml'><script>{Run}</script></html>"
        ),
        (
            "drawing.svg",
            "image/svg+xml",
            $"<svg xmlns='http://www.w3.org/2000/svg' onload='{Run}'><script>{Run}</script><foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml' srcdoc='&lt;script&gt;{Run}&lt;/script&gt;'/></foreignObject></svg>"
        ),
        ("page as several.mht", "multipart/related", Page),
        ("page of no type", "unknown/unknown", Page),
    ];
}
