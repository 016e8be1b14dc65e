using System.Text;
using CsCheck;

namespace Ossa.Tests.Protocol.Documents;

/// <summary>Object keys that break careless XML: control characters, white space, mark-up, all of Unicode, percent signs.</summary>
internal static class NastyNames
{
    private static readonly string[] Pieces =
    [
        "\u0001",
        "\u001F",
        "\b",
        "\t",
        "\r",
        "\n",
        "\r\n",
        " ",
        "  ",
        "\u007F",
        "\u0085",
        "\u2028",
        "\uFFFE",
        "\uFFFF",
        "\uFEFF",
        "<",
        ">",
        "&",
        "\"",
        "'",
        "]]>",
        "<!--",
        "&amp;",
        "%",
        "%2F",
        "%zz",
        "+",
        "/",
        "//",
        "..",
        "\\",
        "?",
        "#",
        "key",
        "é",
        "中文",
        "😀",
    ];

    public static Gen<string> Gen { get; } =
        CsCheck
            .Gen.OneOf(
                CsCheck.Gen.OneOf<string>(Pieces),
                CsCheck.Gen.Int[1, 0x10FFFF].Where(Rune.IsValid).Select(value => new Rune(value).ToString())
            )
            .Array[0, 12]
            .Select(string.Concat);
}
