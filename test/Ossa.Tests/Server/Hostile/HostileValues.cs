using System.Text;
using CsCheck;

namespace Ossa.Tests.Server.Hostile;

/// <summary>Values of headers and parameters: pieces of good ones in bad order, and anything else that can stand in a header.</summary>
internal static class HostileValues
{
    private static readonly string[] Pieces =
    [
        "",
        "0",
        "-1",
        "1",
        "100",
        "1001",
        "245759",
        "9223372036854775807",
        "9223372036854775808",
        "99999999999999999999999",
        "1e9",
        "bytes=",
        "bytes=0-",
        "-",
        ",",
        ";",
        "=",
        "&",
        "/",
        "//",
        "?",
        "?versionId=",
        "bucket/key",
        "/bucket/key",
        "..",
        "%",
        "%2F",
        "%zz",
        "%00",
        "%ff%fe",
        "+",
        " ",
        "\t",
        "\"",
        "'",
        "\"a\":\"b\"",
        "{",
        "}",
        "[",
        "*",
        "W/",
        "url",
        "true",
        "false",
        "TRUE",
        "standard",
        "Standard",
        "Archive",
        "private",
        "rg-abc",
        "null",
        "CAEQNhiBgMDJgZCA0BYiIDc4MGZjZGI2OTBjOTRmNTE5NmU5NmFhZjhjYmY0",
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sun, 99 Nov 1994 08:49:37 GMT",
        "2025-02-03T00:00:00.000Z",
        "1B2M2Y8AsgTpgAmY7PhCfg==",
        "1B2M2Y8AsgTpgAmY7PhCfg",
        "5B3C1A2E053D763E1B002CC607C5A0FE",
        "AES256",
        "key=value",
        "é",
        "\u00ff",
    ];

    /// <summary>Bytes of a header, one character each; no control characters, which no server lets in.</summary>
    public static Gen<string> Gen { get; } =
        CsCheck.Gen.OneOf(
            CsCheck.Gen.OneOf<string>(Pieces),
            CsCheck.Gen.OneOf<string>(Pieces).Array[2, 6].Select(string.Concat),
            CsCheck
                .Gen.Char[' ', '\u00ff']
                .Where(c => !char.IsControl(c))
                .Array[0, 12]
                .Select(chars => new string(chars)),
            CsCheck.Gen.Select(CsCheck.Gen.OneOf<string>(Pieces), CsCheck.Gen.Int[1, 300], Repeated)
        );

    private static string Repeated(string piece, int times) =>
        new StringBuilder(piece.Length * times).Insert(0, piece, times).ToString();
}
