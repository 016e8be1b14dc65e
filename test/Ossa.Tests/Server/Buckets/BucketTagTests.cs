using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Buckets;

public sealed class BucketTagTests : ServerTest
{
    [Fact]
    public async Task Tags_are_set_read_replaced_and_deleted()
    {
        Assert.Empty(await TagsAsync());
        Assert.Equal(200, (await PutTagsAsync("a=1", "büro=Köln 1", "empty=")).Status);
        Assert.Equal(["a=1", "büro=Köln 1", "empty="], await TagsAsync());
        Assert.Equal(200, (await PutTagsAsync("b=2", "c=3", "d=4")).Status);
        Assert.Equal(["b=2", "c=3", "d=4"], await TagsAsync());
        Assert.Equal(204, (await TaggingAsync("DELETE", parameter: "b,d,none")).Status);
        Assert.Equal(["c=3"], await TagsAsync());
        Assert.Equal(204, (await TaggingAsync("DELETE")).Status);
        Assert.Empty(await TagsAsync());
        Assert.Equal(204, (await TaggingAsync("DELETE")).Status);
    }

    [Fact]
    public async Task As_many_and_as_long_tags_as_may_be_are_kept()
    {
        string[] tags = [.. Enumerable.Range(10, 20).Select(i => $"{i}{new string('ü', 62)}={new string('ß', 128)}")];
        Assert.Equal(200, (await PutTagsAsync(tags)).Status);
        Assert.Equal(tags, await TagsAsync());
    }

    [Theory]
    [InlineData("http://a=1", "0010-00000207")]
    [InlineData("HTTPS://a=1", "0010-00000207")]
    [InlineData("aliyun1=1", "0010-00000207")]
    [InlineData("acs:a=1", "0010-00000002")]
    [InlineData("ACSa=1", "0010-00000002")]
    [InlineData("=1", "0010-00000219")]
    [InlineData("KEY65=1", "0010-00000219")]
    [InlineData("a=VALUE129", "0010-00000219")]
    [InlineData("a=1 a=2", "0010-00000210")]
    [InlineData("TAGS21", null)]
    public async Task Tags_that_a_bucket_may_not_have_are_refused(string text, string? ec)
    {
        await PutTagsAsync("kept=1");
        text = text.Replace("KEY65", new string('k', 65), StringComparison.Ordinal)
            .Replace("VALUE129", new string('v', 129), StringComparison.Ordinal);
        var tags = text == "TAGS21" ? Enumerable.Range(0, 21).Select(i => $"{i}=") : text.Split(' ');
        var code = ec == "0010-00000219" ? "InvalidArgument" : "InvalidTag";
        AssertRefused(await PutTagsAsync([.. tags]), 400, code, ec);
        Assert.Equal(["kept=1"], await TagsAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("not xml")]
    [InlineData("<Tagging/>")]
    [InlineData("<Other><TagSet/></Other>")]
    public async Task Documents_that_are_none_are_refused(string xml)
    {
        await PutTagsAsync("kept=1");
        AssertRefused(await TaggingAsync("PUT", xml), 400, "MalformedXML", null);
        Assert.Equal(["kept=1"], await TagsAsync());
    }

    [Fact]
    public async Task A_document_that_is_too_large_is_refused()
    {
        var xml = $"<Tagging><TagSet>{new string(' ', 70_000)}</TagSet></Tagging>";
        Assert.Equal((400, "MalformedXML"), Outcome(await TaggingAsync("PUT", xml)));
    }

    [Fact]
    public async Task No_operation_has_another_method_for_tags() =>
        Assert.Equal((405, "MethodNotAllowed"), Outcome(await TaggingAsync("POST", "")));

    [Theory]
    [InlineData("tag-key=stage", "first,second")]
    [InlineData("tag-key=stage&tag-value=test", "first")]
    [InlineData("tag-key=stage&tag-value=none", "")]
    [InlineData("tag-key=none", "")]
    [InlineData("tagging=%22stage%22%3A%22test%22", "first")]
    [InlineData("tagging=%22stage%22%3A%22live%22%2C%22team%22%3A%22a%22", "second")]
    [InlineData("tagging=%22stage%22%3A%22test%22%2C%22team%22%3A%22a%22", "")]
    [InlineData("", "first,second,test-bucket")]
    public async Task Buckets_are_listed_by_their_tags(string parameters, string expected)
    {
        await MakeAsync("first", "stage=test");
        await MakeAsync("second", "stage=live", "team=a");
        var listed = await ListAsync(parameters);
        Assert.Equal(expected, string.Join(',', listed.Xml.Descendants("Name").Select(name => name.Value)));
    }

    [Fact]
    public async Task A_page_of_buckets_counts_only_those_with_the_tag()
    {
        await MakeAsync("a-plain");
        await MakeAsync("b-tagged", "k=1");
        await MakeAsync("c-plain");
        await MakeAsync("d-tagged", "k=2");
        var first = (await ListAsync("tag-key=k&max-keys=1")).Xml;
        Assert.Equal(("true", "b-tagged"), (first.Element("IsTruncated")!.Value, first.Element("NextMarker")!.Value));
        var second = (await ListAsync("tag-key=k&max-keys=1&marker=b-tagged")).Xml;
        Assert.Null(second.Element("IsTruncated"));
        Assert.Equal("d-tagged", second.Descendants("Name").Single().Value);
    }

    [Theory]
    [InlineData("tag-value=x")]
    [InlineData("tagging=x")]
    [InlineData("tagging=%22a%22%3A1")]
    [InlineData("tagging=%22a%22%3A%22b%22%7D%2C%7B")]
    [InlineData("tagging=%22a%22%3A%22%5CuD800%22")]
    [InlineData("tagging=%22a%22%3A%22b%22&tag-key=a")]
    public async Task A_filter_that_is_none_is_refused(string parameters) =>
        Assert.Equal((400, "InvalidArgument"), Outcome(await ListAsync(parameters)));

    private async Task MakeAsync(string bucket, params string[] tags)
    {
        Assert.Equal(200, (await Server.SendAsync("PUT", bucket)).Status);
        Assert.Equal(
            200,
            (await Server.SendAsync("PUT", bucket, query: [H("tagging", "")], body: Utf8(Xml(tags)))).Status
        );
    }

    private Task<WireResponse> ListAsync(string parameters) =>
        Server.SendAsync(
            "GET",
            query:
            [
                .. parameters
                    .Split('&', StringSplitOptions.RemoveEmptyEntries)
                    .Select(parameter => parameter.Split('='))
                    .Select(pair => H(pair[0], Uri.UnescapeDataString(pair[1]))),
            ]
        );

    private Task<WireResponse> PutTagsAsync(params string[] tags) => TaggingAsync("PUT", Xml(tags));

    private async Task<IEnumerable<string>> TagsAsync() =>
        (await TaggingAsync("GET"))
            .Xml.Element("TagSet")!
            .Elements("Tag")
            .Select(tag => $"{tag.Element("Key")!.Value}={tag.Element("Value")!.Value}");

    private Task<WireResponse> TaggingAsync(string method, string? xml = null, string parameter = "") =>
        Server.SendAsync(method, Bucket, query: [H("tagging", parameter)], body: xml is null ? null : Utf8(xml));

    private static string Xml(IEnumerable<string> tags) =>
        $"<Tagging><TagSet>{string.Concat(tags.Select(Tag))}</TagSet></Tagging>";

    private static string Tag(string tag)
    {
        var pair = tag.Split('=');
        return $"<Tag><Key>{pair[0]}</Key><Value>{pair[1]}</Value></Tag>";
    }

    private static (int, string?) Outcome(WireResponse answer) => (answer.Status, answer.Code);
}
