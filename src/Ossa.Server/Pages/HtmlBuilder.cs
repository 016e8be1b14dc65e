using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Ossa.Server.Pages;

/// <summary>Puts <see cref="Html"/> together; the compiler calls it for interpolated strings.</summary>
[InterpolatedStringHandler]
internal readonly ref struct HtmlBuilder
{
    private const int CharactersForHole = 32;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _markup;

    public HtmlBuilder(int literalLength, int formattedCount) =>
        _markup = new StringBuilder(literalLength + (formattedCount * CharactersForHole));

    public void AppendLiteral(string markup) => _markup.Append(markup);

    public void AppendFormatted(string? text) => _markup.Append(text is null ? "" : Encoder.Encode(text));

    public void AppendFormatted(long number) => _markup.Append(CultureInfo.InvariantCulture, $"{number}");

    public void AppendFormatted(Html markup) => _markup.Append(markup.ToString());

    public void AppendFormatted(IEnumerable<Html> all)
    {
        foreach (var markup in all)
        {
            AppendFormatted(markup);
        }
    }

    public Html ToHtml() => new(_markup.ToString());
}
