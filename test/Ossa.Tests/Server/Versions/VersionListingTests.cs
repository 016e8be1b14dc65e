using System.Globalization;
using System.Security.Cryptography;
using System.Xml.Linq;
using Xunit;

namespace Ossa.Tests.Server.Versions;

public sealed class VersionListingTests : VersionedTest
{
    [Fact]
    public async Task Versions_and_markers_are_listed_from_new_to_old()
    {
        await EnableAsync();
        var version = await PutVersionAsync("a & b", [1]);
        var marker = (await Server.SendAsync("DELETE", Bucket, "a & b"))["x-oss-version-id"];
        var now = Server.Time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        var answer = await ListAsync();
        var owner = answer.Xml.Element("Version")!.Element("Owner")!.ToString(SaveOptions.DisableFormatting);
        Assert.Equal((200, "application/xml"), (answer.Status, answer["Content-Type"]));
        Assert.Equal(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListVersionsResult><Name>test-bucket</Name><Prefix></Prefix>"
                + "<KeyMarker></KeyMarker><VersionIdMarker></VersionIdMarker><MaxKeys>100</MaxKeys><Delimiter></Delimiter>"
                + "<IsTruncated>false</IsTruncated>"
                + $"<DeleteMarker><Key>a &amp; b</Key><VersionId>{marker}</VersionId><IsLatest>true</IsLatest>"
                + $"<LastModified>{now}</LastModified>{owner}</DeleteMarker>"
                + $"<Version><Key>a &amp; b</Key><VersionId>{version}</VersionId><IsLatest>false</IsLatest>"
                + $"<LastModified>{now}</LastModified><ETag>\"{Convert.ToHexString(MD5.HashData([1]))}\"</ETag>"
                + $"<Type>Normal</Type><Size>1</Size><StorageClass>Standard</StorageClass>{owner}</Version>"
                + "</ListVersionsResult>",
            answer.Text
        );
    }

    [Fact]
    public async Task Objects_of_a_bucket_without_versions_are_listed_too()
    {
        await PutAsync("k", [1]);
        var entry = (await ListAsync()).Xml.Element("Version")!;
        Assert.Equal(("null", "true"), (entry.Element("VersionId")!.Value, entry.Element("IsLatest")!.Value));
    }

    [Fact]
    public async Task Pages_join_by_key_and_version()
    {
        await PutAsync("b 中", [0]);
        await EnableAsync();
        List<(string, string)> all = [];
        foreach (var key in (string[])["a", "b 中", "b 中", "c"])
        {
            all.Add((key, await PutVersionAsync(key, [1])));
        }

        all.Add(("b 中", "null"));
        List<(string, string)> found = [];
        var (keyMarker, versionMarker) = ("", "");
        while (true)
        {
            KeyValuePair<string, string>[] markers =
                keyMarker.Length == 0 ? [] : [H("key-marker", keyMarker), H("version-id-marker", versionMarker)];
            var page = (await ListAsync([H("max-keys", "2"), H("encoding-type", "url"), .. markers])).Xml;
            Assert.Equal("url", page.Element("EncodingType")!.Value);
            found.AddRange(
                page.Elements("Version")
                    .Select(entry =>
                        (Uri.UnescapeDataString(entry.Element("Key")!.Value), entry.Element("VersionId")!.Value)
                    )
            );
            if (page.Element("IsTruncated")!.Value == "false")
            {
                break;
            }

            keyMarker = Uri.UnescapeDataString(page.Element("NextKeyMarker")!.Value);
            versionMarker = page.Element("NextVersionIdMarker")!.Value;
        }
        Assert.Equal(
            all.OrderBy(entry => entry.Item1, StringComparer.Ordinal)
                .ThenByDescending(entry => entry.Item2 == "null" ? "" : entry.Item2, StringComparer.Ordinal),
            found
        );
    }

    [Fact]
    public async Task Versions_are_rolled_up_and_chosen_by_prefix()
    {
        await EnableAsync();
        foreach (var key in (string[])["docs/a", "docs/a", "docs/b", "docs.txt", "other"])
        {
            await PutAsync(key, [1]);
        }

        var page = (await ListAsync(H("prefix", "docs"), H("delimiter", "/"))).Xml;
        Assert.Equal(["docs.txt"], page.Elements("Version").Select(entry => entry.Element("Key")!.Value));
        Assert.Equal(["docs/"], page.Elements("CommonPrefixes").Select(entry => entry.Element("Prefix")!.Value));
    }

    [Theory]
    [InlineData("max-keys", "0", "0012-00000102")]
    [InlineData("max-keys", "1001", "0012-00000102")]
    [InlineData("max-keys", "x", "0012-00000102")]
    [InlineData("version-id-marker", "null", null)]
    public async Task A_bad_parameter_is_refused(string name, string value, string? ec)
    {
        var answer = await ListAsync(H(name, value));
        AssertRefused(answer, 400, "InvalidArgument", ec);
        Assert.Equal((name, value), (answer.Element("ArgumentName"), answer.Element("ArgumentValue")));
    }

    [Fact]
    public async Task A_version_marker_that_is_no_version_is_refused()
    {
        var answer = await ListAsync(H("key-marker", "k"), H("version-id-marker", "x"));
        AssertRefused(answer, 400, "InvalidArgument", "0012-00000105");
    }

    [Fact]
    public async Task Many_versions_and_markers_are_deleted_at_once()
    {
        await EnableAsync();
        var first = await PutVersionAsync("k", [1]);
        var second = await PutVersionAsync("k", [2]);
        await PutAsync("plain", [3]);
        var gone = (await Server.SendAsync("DELETE", Bucket, "hidden"))["x-oss-version-id"]!;
        var answer = await DeleteAsync(
            $"<Object><Key>k</Key><VersionId>{first}</VersionId></Object><Object><Key>plain</Key></Object>"
                + $"<Object><Key>hidden</Key><VersionId>{gone}</VersionId></Object>"
        );
        var entries = answer.Xml.Elements("Deleted").ToList();
        var marker = (await GetAsync("plain"))["x-oss-version-id"];
        Assert.Equal(
            $"<Deleted><Key>k</Key><VersionId>{first}</VersionId></Deleted>",
            entries[0].ToString(SaveOptions.DisableFormatting)
        );
        Assert.Equal(
            "<Deleted><Key>plain</Key><DeleteMarker>true</DeleteMarker>"
                + $"<DeleteMarkerVersionId>{marker}</DeleteMarkerVersionId></Deleted>",
            entries[1].ToString(SaveOptions.DisableFormatting)
        );
        Assert.Equal(
            $"<Deleted><Key>hidden</Key><VersionId>{gone}</VersionId><DeleteMarker>true</DeleteMarker>"
                + $"<DeleteMarkerVersionId>{gone}</DeleteMarkerVersionId></Deleted>",
            entries[2].ToString(SaveOptions.DisableFormatting)
        );
        Assert.Equal(second, (await GetAsync("k"))["x-oss-version-id"]);
        AssertRefused(await OfVersionAsync("GET", "k", first), 404, "NoSuchVersion", "0026-00000001");
    }

    [Theory]
    [InlineData("", "0012-00000201")]
    [InlineData("x", "0012-00000202")]
    public async Task Of_many_one_bad_version_deletes_none(string version, string ec)
    {
        await EnableAsync();
        await PutAsync("k", [1]);
        var answer = await DeleteAsync(
            $"<Object><Key>k</Key></Object><Object><Key>k</Key><VersionId>{version}</VersionId></Object>"
        );
        AssertRefused(answer, 400, "InvalidArgument", ec);
        Assert.Equal([1], (await GetAsync("k")).Body);
    }

    private Task<Wire.WireResponse> DeleteAsync(string objects)
    {
        var body = Utf8($"<Delete>{objects}</Delete>");
        var md5 = Convert.ToBase64String(MD5.HashData(body));
        return Server.SendAsync("POST", Bucket, query: [H("delete", "")], headers: [H("Content-MD5", md5)], body: body);
    }
}
