using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server;

public sealed class ListingTests : ServerTest
{
    private static readonly string[] Tree = ["a", "b/1", "b/2", "b/c/3", "b0", "d/4", "z", "文件"];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var key in Tree)
        {
            await PutAsync(key);
        }
    }

    [Fact]
    public async Task All_keys_come_in_byte_order() => Assert.Equal(Tree, Keys(await ListAsync()));

    [Fact]
    public async Task A_delimiter_rolls_up_what_lies_below()
    {
        var page = await ListAsync(H("delimiter", "/"));
        Assert.Equal(["a", "b0", "z", "文件"], Keys(page));
        Assert.Equal(["b/", "d/"], Prefixes(page));
        var below = await ListAsync(H("delimiter", "/"), H("prefix", "b/"));
        Assert.Equal(["b/1", "b/2"], Keys(below));
        Assert.Equal(["b/c/"], Prefixes(below));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public async Task Pages_join_to_the_whole_without_gap_or_repetition(string delimiter)
    {
        for (var size = 1; size <= 4; size++)
        {
            List<string> entries = [];
            string? marker = "";
            while (marker is not null)
            {
                var page = await ListAsync(H("max-keys", $"{size}"), H("marker", marker), H("delimiter", delimiter));
                var found = Keys(page).Concat(Prefixes(page)).Order(StringComparer.Ordinal).ToList();
                Assert.InRange(found.Count, 1, size);
                entries.AddRange(found);
                Assert.Equal(page.Element("IsTruncated") == "true", page.Element("NextMarker") is { Length: > 0 });
                marker = page.Element("NextMarker") is { Length: > 0 } next ? next : null;
            }
            string[] expected = delimiter == "" ? Tree : ["a", "b/", "b0", "d/", "z", "文件"];
            Assert.Equal(expected, entries);
        }
    }

    [Fact]
    public async Task Version_two_pages_by_token()
    {
        List<string> keys = [];
        string? token = null;
        do
        {
            KeyValuePair<string, string>[] query = [H("list-type", "2"), H("max-keys", "3")];
            var page = await ListAsync(token is null ? query : [.. query, H("continuation-token", token)]);
            keys.AddRange(Keys(page));
            Assert.Equal($"{Keys(page).Count}", page.Element("KeyCount"));
            token = page.Element("NextContinuationToken");
        } while (token is { Length: > 0 });
        Assert.Equal(Tree, keys);
        Assert.Equal(["z", "文件"], Keys(await ListAsync(H("list-type", "2"), H("start-after", "d/4"))));
    }

    [Fact]
    public async Task Owners_are_shown_by_version_two_on_request()
    {
        Assert.Empty((await ListAsync(H("list-type", "2"))).Xml.Descendants("Owner"));
        Assert.Equal(
            Tree.Length,
            (await ListAsync(H("list-type", "2"), H("fetch-owner", "true"))).Xml.Descendants("Owner").Count()
        );
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1001")]
    [InlineData("-1")]
    [InlineData("many")]
    public async Task A_page_size_out_of_range_is_refused(string size)
    {
        var answer = await ListAsync(H("max-keys", size));
        AssertRefused(answer, 400, "InvalidArgument", "0015-00000402");
        Assert.Equal(("max-keys", size), (answer.Element("ArgumentName"), answer.Element("ArgumentValue")));
    }

    [Fact]
    public async Task An_unknown_encoding_is_refused() =>
        AssertRefused(await ListAsync(H("encoding-type", "base64")), 400, "InvalidArgument", "0017-00000235");

    [Fact]
    public async Task A_token_that_the_server_did_not_make_is_refused()
    {
        var answer = await ListAsync(H("list-type", "2"), H("continuation-token", "*"));
        Assert.Equal((400, "InvalidArgument"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Nobody_else_lists_a_bucket()
    {
        await Server.SendAsync("PUT", Bucket, query: [H("acl", "")], headers: [H("x-oss-acl", "public-read")]);
        AssertRefused(await Server.SendRawAsync("GET", $"/{Bucket}/"), 403, "AccessDenied", "0003-00000905");
    }

    private Task<WireResponse> ListAsync(params KeyValuePair<string, string>[] query) =>
        Server.SendAsync("GET", Bucket, query: query);

    private static List<string> Keys(WireResponse page) =>
        [.. page.Xml.Elements("Contents").Select(entry => entry.Element("Key")!.Value)];

    private static List<string> Prefixes(WireResponse page) =>
        [.. page.Xml.Elements("CommonPrefixes").Select(entry => entry.Element("Prefix")!.Value)];
}
