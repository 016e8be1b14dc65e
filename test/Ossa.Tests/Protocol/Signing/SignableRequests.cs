using System.Text;
using CsCheck;
using Ossa.Protocol.Signing;

namespace Ossa.Tests.Protocol.Signing;

/// <summary>Random requests of every kind that can be signed.</summary>
internal static class SignableRequests
{
    private const int MaxKeyBytes = 1023;

    private static readonly Gen<string> AnyRune = Gen.Int[0, 0x10FFFF]
        .Where(Rune.IsValid)
        .Select(char.ConvertFromUtf32);

    private static readonly Gen<string> OddCharacter = Gen.OneOf<string>([
        "+",
        "%",
        "#",
        "?",
        "&",
        "=",
        " ",
        "~",
        "*",
        "'",
        "(",
        ")",
        "\\",
        "/",
        "..",
        "%20",
        "%2F",
        ";",
        "杭",
        "😀",
    ]);

    private static readonly Gen<string> Letter = Gen.Char['a', 'z'].Select(c => c.ToString());

    private static readonly Gen<string> Text = Gen.OneOf(AnyRune, OddCharacter, Letter)
        .Array[0, 20]
        .Select(string.Concat);

    private static readonly Gen<string> HeaderText = Text.Select(text =>
        string.Concat(text.Where(c => !char.IsControl(c)))
    );

    public static readonly Gen<string> Key = Gen.OneOf(AnyRune, OddCharacter, Letter)
        .Array[1, 600]
        .Select(pieces => Cut(string.Concat(pieces)));

    private static readonly Gen<string> ParameterName = Gen.OneOf(
        Text.Where(text => text.Length > 0),
        Gen.OneOf<string>([
            "acl",
            "versionId",
            "response-content-type",
            "x-oss-process",
            "prefix",
            "callback",
            "callback-var",
            "uploads",
        ])
    );

    private static readonly Gen<string> HeaderName = Gen.OneOf<string>([
        "Content-Type",
        "content-md5",
        "x-oss-meta-a",
        "X-OSS-META-A-b",
        "x-oss-meta-a_b",
        "x-oss-storage-class",
        "Range",
        "If-None-Match",
        "Accept",
    ]);

    private static readonly Gen<KeyValuePair<string, string>[]> Query = Gen.Select(
        ParameterName,
        Text,
        KeyValuePair.Create
    ).Array[0, 6];

    private static readonly Gen<KeyValuePair<string, string>[]> Headers = Gen.Select(
        HeaderName,
        HeaderText,
        KeyValuePair.Create
    ).Array[0, 6];

    private static readonly Gen<string[]> AdditionalHeaders = Gen.OneOf<string>([
        "range",
        "Accept",
        "missing",
        "x-oss-meta-a",
    ]).Array[0, 3];

    private static readonly Gen<string?> KeyOrNone = Gen.OneOf(
        Key.Select(key => (string?)key),
        Gen.Const((string?)null)
    );

    /// <summary>Requests for objects, buckets and the service.</summary>
    public static readonly Gen<SignableRequest> Any = Gen.Select(
        Gen.OneOf("GET", "PUT", "POST", "HEAD", "DELETE"),
        Gen.OneOf<string?>("bucket", "my-bucket-01", null),
        KeyOrNone,
        Query,
        Headers,
        AdditionalHeaders,
        (method, bucket, key, query, headers, additional) =>
            new SignableRequest(method, bucket, bucket is null ? null : key, query, headers)
            {
                AdditionalHeaders = additional,
            }
    );

    /// <summary>Access keys, with and without security tokens.</summary>
    public static readonly Gen<AccessKey> AccessKey = Gen.Select(
            Gen.OneOf("LTAI5tExample", "STS.abc-DEF_1"),
            Gen.String[1, 40],
            Gen.OneOf<string?>(null, "token", "CAIS+/=token with/+chars==")
        )
        .Select((id, secret, token) => new AccessKey(id, secret, token));

    /// <summary>Whole seconds between 2000 and 2100.</summary>
    public static readonly Gen<DateTimeOffset> Time = Gen.Long[946_684_800, 4_102_444_800]
        .Select(DateTimeOffset.FromUnixTimeSeconds);

    private static string Cut(string key)
    {
        var runes = key.EnumerateRunes();
        var bytes = 0;
        var kept = new StringBuilder();
        foreach (var rune in runes)
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > MaxKeyBytes)
            {
                break;
            }
            kept.Append(rune.ToString());
        }
        return kept.ToString();
    }
}
