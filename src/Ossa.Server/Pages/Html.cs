namespace Ossa.Server.Pages;

/// <summary>
/// Markup. It is written as an interpolated string: what stands there is markup, what is put in is text and escaped, unless it is markup
/// itself. Attributes must stand in double quotes. There is no other way to make it, so no text ever becomes markup.
/// </summary>
internal readonly struct Html
{
    private readonly string? _markup;

    internal Html(string markup) => _markup = markup;

    /// <summary>No markup at all.</summary>
    public static Html Empty => default;

    /// <summary>Markup with text and other markup in it.</summary>
    public static Html Of(HtmlBuilder builder) => builder.ToHtml();

    public override string ToString() => _markup ?? "";
}
