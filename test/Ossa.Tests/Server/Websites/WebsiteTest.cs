using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Websites;

/// <summary>A test with a bucket that everybody may read, which is a website, and with its visitors.</summary>
public abstract class WebsiteTest : ServerTest
{
    protected const string Site = $"{Bucket}.localhost";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await OpenToAllAsync("public-read");
    }

    protected async Task OpenToAllAsync(string acl) =>
        Assert.Equal(
            200,
            (await Server.SendAsync("PUT", Bucket, query: [H("acl", "")], headers: [H("x-oss-acl", acl)])).Status
        );

    protected async Task SetAsync(string content) =>
        Assert.Equal(
            200,
            (
                await Server.SendAsync(
                    "PUT",
                    Bucket,
                    query: [H("website", "")],
                    body: Utf8($"<WebsiteConfiguration>{content}</WebsiteConfiguration>")
                )
            ).Status
        );

    protected static string Index(string suffix = "index.html", string subDir = "", string type = "") =>
        $"<IndexDocument><Suffix>{suffix}</Suffix><SupportSubDir>{subDir}</SupportSubDir><Type>{type}</Type></IndexDocument>";

    protected static string Error(string key = "error.html", string status = "") =>
        $"<ErrorDocument><Key>{key}</Key><HttpStatus>{status}</HttpStatus></ErrorDocument>";

    /// <summary>Puts objects whose content is their key.</summary>
    protected async Task PutAsync(params string[] keys)
    {
        foreach (var key in keys)
        {
            Assert.Equal(200, (await PutAsync(key, Utf8(key), H("Content-Type", "text/html"))).Status);
        }
    }

    protected async Task CloseAsync(string key) =>
        Assert.Equal(
            200,
            (
                await Server.SendAsync(
                    "PUT",
                    Bucket,
                    key,
                    query: [H("acl", "")],
                    headers: [H("x-oss-object-acl", "private")]
                )
            ).Status
        );

    /// <summary>An unsigned request to the website's own host.</summary>
    protected Task<WireResponse> VisitAsync(
        string target,
        string method = "GET",
        string host = Site,
        params KeyValuePair<string, string>[] headers
    ) => Server.SendRawAsync(method, target, [H("Host", host), .. headers]);
}
