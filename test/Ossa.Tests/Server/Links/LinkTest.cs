using Ossa.Server.Administration;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Links;

/// <summary>A test with links to one object.</summary>
public abstract class LinkTest : ServerTest
{
    protected const string Key = "docs/ä +.txt";

    protected static readonly byte[] Content = Utf8("for three people only");

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await PutAsync(Key, Content);
        await PutAsync("other");
    }

    /// <summary>What a link needs, with what else is asked of it; the last of a name counts.</summary>
    protected static IEnumerable<KeyValuePair<string, string>> Usual(params KeyValuePair<string, string>[] more) =>
        new KeyValuePair<string, string>[]
        {
            new(AdminApi.Bucket, Bucket),
            new(AdminApi.Key, Key),
            new(AdminApi.Validity, "1d"),
        }
            .Concat(more)
            .GroupBy(parameter => parameter.Key)
            .Select(group => group.Last());

    protected Task<LinkAnswer> MakeAsync(params KeyValuePair<string, string>[] more) =>
        AdminAsync("POST", AdminApi.Links, [.. Usual(more)]);

    protected Task<LinkAnswer> ShowAsync(LinkAnswer made) =>
        AdminAsync("GET", AdminApi.Link, H(AdminApi.Id, made.Link.Id));

    protected Task<LinkAnswer> RevokeAsync(LinkAnswer made) =>
        AdminAsync("DELETE", AdminApi.Links, H(AdminApi.Id, made.Link.Id));

    protected async Task<LinkAnswer> AdminAsync(string method, string path, params KeyValuePair<string, string>[] query)
    {
        var answer = await AskAsync(method, path, query);
        Assert.Equal(200, answer.Status);
        return IdentityJson.Read<LinkAnswer>(answer.Body);
    }

    protected Task<WireResponse> AskAsync(string method, string path, KeyValuePair<string, string>[] query) =>
        Server.SendAsync(
            method,
            "-",
            "admin/v1/" + path,
            [.. query.Where(parameter => !IsHeader(parameter))],
            headers: [.. query.Where(IsHeader)]
        );

    private static bool IsHeader(KeyValuePair<string, string> parameter) =>
        parameter.Key.StartsWith("x-oss-", StringComparison.Ordinal);

    protected Task<WireResponse> FetchAsync(
        LinkAnswer link,
        string method = "GET",
        params KeyValuePair<string, string>[] headers
    ) => Server.SendRawAsync(method, link.Url!.PathAndQuery, headers);

    /// <summary>Opens the page of a link as a person's browser does.</summary>
    protected Task<WireResponse> OpenAsync(LinkAnswer link, params KeyValuePair<string, string>[] headers) =>
        Server.SendRawAsync("GET", link.Page!.PathAndQuery, [H("Accept", "text/html,*/*;q=0.8"), .. headers]);
}
