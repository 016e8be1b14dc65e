using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Hostile;

/// <summary>Whatever address a request names, the server connects to none: it fetches nothing for anybody.</summary>
public sealed class OutboundTests : ServerTest
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    private string _url = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Server.SendAsync("PUT", Bucket, query: [H("acl", "")], headers: [H("x-oss-acl", "public-read")]);
        await PutAsync("k");
        _listener.Start();
        _url = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
    }

    public override async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await base.DisposeAsync();
    }

    [Theory]
    [InlineData("x-oss-callback", true)]
    [InlineData("x-oss-copy-source", false)]
    [InlineData("x-oss-symlink-target", false)]
    [InlineData("x-oss-fetch-source", false)]
    [InlineData("Origin", false)]
    [InlineData("Referer", false)]
    [InlineData("Forwarded", false)]
    public async Task No_header_of_a_write_makes_it_connect(string name, bool isBase64)
    {
        var value = $"http://{_url}/";
        if (isBase64)
        {
            value = Convert.ToBase64String(Utf8($$"""{"callbackUrl":"{{value}}","callbackBody":"a"}"""));
        }

        await PutAsync("new", null, H(name, value));
        await Server.SendAsync("PUT", Bucket, "new", [H("symlink", "")], [H(name, value)]);
        await Server.SendAsync("POST", Bucket, "new", [H("x-oss-process", "")], [H(name, value)], [1]);
        await GetAsync("new");
        AssertNotConnected();
    }

    [Theory]
    [InlineData(
        "website",
        "<WebsiteConfiguration><RoutingRules><RoutingRule><RuleNumber>1</RuleNumber><Condition><HttpErrorCodeReturnedEquals>404</HttpErrorCodeReturnedEquals></Condition><Redirect><RedirectType>Mirror</RedirectType><MirrorURL>http://{url}/</MirrorURL></Redirect></RoutingRule></RoutingRules></WebsiteConfiguration>"
    )]
    [InlineData(
        "website",
        "<WebsiteConfiguration><RoutingRules><RoutingRule><RuleNumber>1</RuleNumber><Condition><HttpErrorCodeReturnedEquals>404</HttpErrorCodeReturnedEquals></Condition><Redirect><RedirectType>External</RedirectType><Protocol>http</Protocol><HostName>{url}</HostName></Redirect></RoutingRule></RoutingRules></WebsiteConfiguration>"
    )]
    [InlineData(
        "logging",
        "<BucketLoggingStatus><LoggingEnabled><TargetBucket>http://{url}/</TargetBucket><TargetPrefix>http://{url}/</TargetPrefix></LoggingEnabled></BucketLoggingStatus>"
    )]
    [InlineData(
        "cors",
        "<CORSConfiguration><CORSRule><AllowedOrigin>http://{url}</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>"
    )]
    [InlineData(
        "referer",
        "<RefererConfiguration><AllowEmptyReferer>true</AllowEmptyReferer><RefererList><Referer>http://{url}/</Referer></RefererList></RefererConfiguration>"
    )]
    [InlineData(
        "tagging",
        "<!DOCTYPE a [<!ENTITY e SYSTEM \"http://{url}/\">]><Tagging><TagSet><Tag><Key>a</Key><Value>&e;</Value></Tag></TagSet></Tagging>"
    )]
    [InlineData(
        "tagging",
        "<!DOCTYPE a PUBLIC \"-//a\" \"http://{url}/a.dtd\"><Tagging xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"a http://{url}/a.xsd\"><TagSet/></Tagging>"
    )]
    [InlineData(
        "cname&comp=add",
        "<BucketCnameConfiguration><Cname><Domain>{url}</Domain></Cname></BucketCnameConfiguration>"
    )]
    public async Task No_document_makes_it_connect(string subResource, string document)
    {
        var parameters = subResource.Split('&').Select(part => part.Split('=')).ToArray();
        KeyValuePair<string, string>[] query =
        [
            .. parameters.Select(part => H(part[0], part.Length > 1 ? part[1] : "")),
        ];
        var body = Utf8(document.Replace("{url}", _url, StringComparison.Ordinal));
        var answer = await Server.SendAsync(
            subResource.StartsWith("cname", StringComparison.Ordinal) ? "POST" : "PUT",
            Bucket,
            query: query,
            body: body
        );
        Assert.NotEqual(500, answer.Status);
        await VisitAsync("k");
        await VisitAsync("missing");
        AssertNotConnected();
    }

    [Fact]
    public async Task No_field_of_a_form_makes_it_connect()
    {
        var callback = Convert.ToBase64String(Utf8($$"""{"callbackUrl":"http://{{_url}}/","callbackBody":"a"}"""));
        var form = PostForm
            .WithKey("form")
            .Field("callback", callback)
            .Field("success_action_redirect", $"http://{_url}/")
            .SignV4(Server.Time.GetUtcNow())
            .File([1]);
        Assert.NotEqual(
            500,
            (await Server.SendRawAsync("POST", $"/{Bucket}", [PostForm.ContentType], form.ToBytes())).Status
        );
        AssertNotConnected();
    }

    /// <summary>As a browser visits a website.</summary>
    private Task<WireResponse> VisitAsync(string key) =>
        Server.SendRawAsync("GET", $"/{key}", [H("Host", $"{Bucket}.localhost"), H("Origin", $"http://{_url}")]);

    /// <summary>A connection waits in the listener's queue whether or not anybody took it.</summary>
    private void AssertNotConnected() => Assert.False(_listener.Pending());
}
