using System.Text;
using System.Xml;
using System.Xml.Linq;
using Ossa.Protocol.Signing;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server;

/// <summary>
/// Keys may have what XML cannot. Every answer with names in it gives them back whole: percent-encoded where that is asked for, which every
/// client does, and as they are otherwise.
/// </summary>
public sealed class EncodingTypeTests : ServerTest
{
    public static TheoryData<string> Keys =>
        [
            "a b+c%2Bd%zz",
            "<&>\"']]>",
            "\u0001\u001f\b",
            "x\ty\r\nz",
            "\u007f\u0085\u2028\ufffe",
            "文件/报告 终稿.txt",
            "😀",
            "//..\\",
        ];

    private string Key { get; set; } = "";

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Names_in_listings_come_back_whole(string name)
    {
        Key = "k" + name;
        await PutAsync(Key);
        await PutAsync(Key + "-later");
        KeyValuePair<string, string>[] page = [H("prefix", Key), H("max-keys", "1")];
        // A listing of objects takes one character.
        KeyValuePair<string, string>[] bounds = [.. page, H("delimiter", $"{name.EnumerateRunes().First()}")];
        await AssertNamesAsync(
            "GET",
            null,
            [.. bounds, H("marker", "k")],
            ["Prefix", "Delimiter", "Key", "NextMarker"]
        );
        await AssertNamesAsync(
            "GET",
            null,
            [.. bounds, H("list-type", "2"), H("start-after", "k")],
            ["Prefix", "Delimiter", "Key", "StartAfter"]
        );
        await AssertNamesAsync(
            "GET",
            null,
            [.. page, H("delimiter", "~" + name), H("versions", ""), H("key-marker", "k")],
            ["Prefix", "Delimiter", "Key", "KeyMarker", "NextKeyMarker"]
        );
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Names_rolled_up_come_back_whole(string name)
    {
        Key = "k" + name;
        await PutAsync(Key + "~1");
        KeyValuePair<string, string>[] query = [H("delimiter", "~")];
        foreach (
            var listing in (KeyValuePair<string, string>[][])
                [
                    [],
                    [H("list-type", "2")],
                    [H("versions", "")],
                ]
        )
        {
            var answer = await Server.SendAsync(
                "GET",
                Bucket,
                query: [.. listing, .. query, H("encoding-type", "url")]
            );
            var prefix = Parse(answer).Element("CommonPrefixes")!.Element("Prefix")!.Value;
            Assert.Equal(UriEncoding.EncodeComponent(Key + "~"), prefix);
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Names_in_answers_about_uploads_come_back_whole(string name)
    {
        Key = "k" + name;
        var begun = await AssertNamesAsync("POST", Key, [H("uploads", "")], ["Key"]);
        var id = H("uploadId", begun.Element("UploadId")!.Value);
        var part = await Server.SendAsync("PUT", Bucket, Key, [H("partNumber", "1"), id], body: [1]);
        await AssertNamesAsync("GET", Key, [id], ["Key"]);
        await AssertNamesAsync(
            "GET",
            null,
            [
                H("uploads", ""),
                H("prefix", Key),
                H("delimiter", "~" + name),
                H("key-marker", "k"),
                H("max-uploads", "1"),
            ],
            ["Prefix", "Delimiter", "Key", "KeyMarker", "NextKeyMarker"]
        );
        var document =
            $"<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>{part["ETag"]}</ETag></Part></CompleteMultipartUpload>";
        var answer = await Server.SendAsync("POST", Bucket, Key, [id, H("encoding-type", "url")], body: Utf8(document));
        Assert.Equal(UriEncoding.EncodeComponent(Key), Parse(answer).Element("Key")!.Value);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Names_in_answers_to_deletions_come_back_whole(string name)
    {
        Key = "k" + name;
        foreach (var encoding in (string?[])[null, "url"])
        {
            await PutAsync(Key);
            var document = Utf8($"<Delete><Object><Key>{Escaped(Key)}</Key></Object></Delete>");
            var answer = await Server.SendAsync(
                "POST",
                Bucket,
                query: [H("delete", ""), .. Encoding(encoding)],
                headers:
                [
                    H("Content-MD5", Convert.ToBase64String(System.Security.Cryptography.MD5.HashData(document))),
                ],
                body: document
            );
            Assert.Equal(200, answer.Status);
            var deleted = Parse(answer).Element("Deleted")!.Element("Key")!.Value;
            Assert.Equal(encoding is null ? Key : UriEncoding.EncodeComponent(Key), deleted);
            Assert.Equal(encoding, Parse(answer).Element("EncodingType")?.Value);
            Assert.Equal(404, (await GetAsync(Key)).Status);
        }
    }

    [Theory]
    [InlineData("GET", "", false)]
    [InlineData("GET", "list-type=2", false)]
    [InlineData("GET", "versions", false)]
    [InlineData("GET", "uploads", false)]
    [InlineData("POST", "delete", false)]
    [InlineData("POST", "uploads", true)]
    public async Task An_encoding_that_there_is_not_is_refused(string method, string query, bool ofObject)
    {
        KeyValuePair<string, string>[] parameters =
        [
            .. query.Length == 0
                ? []
                : (KeyValuePair<string, string>[])[H(query.Split('=')[0], query.Contains('=') ? "2" : "")],
            H("encoding-type", "base64"),
        ];
        var body = method == "POST" ? Utf8("<Delete><Object><Key>a</Key></Object></Delete>") : null;
        var digest = H("Content-MD5", Convert.ToBase64String(System.Security.Cryptography.MD5.HashData(body ?? [])));
        var headers = method == "POST" && !ofObject ? (KeyValuePair<string, string>[])[digest] : [];
        var answer = await Server.SendAsync(method, Bucket, ofObject ? "k" : null, parameters, headers, body);
        AssertRefused(answer, 400, "InvalidArgument", "0017-00000235");
    }

    /// <summary>Asks both ways, and expects of each element the name that the request had, or the key.</summary>
    private async Task<XElement> AssertNamesAsync(
        string method,
        string? key,
        KeyValuePair<string, string>[] query,
        string[] elements
    )
    {
        var body = method == "POST" ? (byte[])[] : null;
        var plain = Parse(await Server.SendAsync(method, Bucket, key, query, body: body));
        var encoded = Parse(
            await Server.SendAsync(method, Bucket, key, [.. query, H("encoding-type", "url")], body: body)
        );
        Assert.Equal((null, "url"), (plain.Element("EncodingType")?.Value, encoded.Element("EncodingType")?.Value));
        foreach (var element in elements)
        {
            var name = Named(element, query);
            Assert.Equal(name, plain.Descendants(element).First().Value);
            Assert.Equal(UriEncoding.EncodeComponent(name), encoded.Descendants(element).First().Value);
        }

        return encoded;
    }

    private string Named(string element, KeyValuePair<string, string>[] query) =>
        element switch
        {
            "Key" or "NextMarker" or "NextKeyMarker" => Key,
            "StartAfter" => Of(query, "start-after"),
            "KeyMarker" => Of(query, "key-marker"),
            _ => Of(query, element.ToLowerInvariant()),
        };

    private static string Of(KeyValuePair<string, string>[] query, string name) =>
        query.Single(parameter => parameter.Key == name).Value;

    private static KeyValuePair<string, string>[] Encoding(string? encoding) =>
        encoding is null ? [] : [H("encoding-type", encoding)];

    /// <summary>As clients write it: what is no character of XML as references, which XML 1.0 forbids.</summary>
    private static string Escaped(string key)
    {
        var text = new StringBuilder();
        foreach (var rune in key.EnumerateRunes())
        {
            text.Append(rune.Value is < 0x20 or 0xFFFE or '<' or '&' or '>' ? $"&#{rune.Value};" : rune.ToString());
        }

        return text.ToString();
    }

    private static XElement Parse(WireResponse answer)
    {
        Assert.Equal(200, answer.Status);
        using var reader = XmlReader.Create(
            new MemoryStream(answer.Body),
            new XmlReaderSettings { CheckCharacters = false, IgnoreWhitespace = false }
        );
        return XElement.Load(reader);
    }
}
