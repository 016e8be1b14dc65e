using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server;

public sealed class CorsTests : ServerTest
{
    private const string Page = "https://app.example.com";

    private const string Rules = """
        <CORSConfiguration>
          <CORSRule>
            <AllowedOrigin>https://*.example.com</AllowedOrigin>
            <AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT</AllowedMethod>
            <AllowedHeader>x-oss-*</AllowedHeader><AllowedHeader>content-type</AllowedHeader>
            <ExposeHeader>ETag</ExposeHeader><ExposeHeader>x-oss-request-id</ExposeHeader>
            <MaxAgeSeconds>600</MaxAgeSeconds>
          </CORSRule>
        </CORSConfiguration>
        """;

    [Fact]
    public async Task Rules_can_be_set_read_and_deleted()
    {
        AssertRefused(await CorsAsync("GET"), 404, "NoSuchCORSConfiguration", "0034-00000001");
        Assert.Equal(200, (await CorsAsync("PUT", Rules)).Status);
        var rule = (await CorsAsync("GET")).Xml.Element("CORSRule")!;
        Assert.Equal(["GET", "PUT"], rule.Elements("AllowedMethod").Select(element => element.Value));
        Assert.Equal("600", rule.Element("MaxAgeSeconds")!.Value);
        Assert.Equal(204, (await CorsAsync("DELETE")).Status);
        Assert.Equal(404, (await CorsAsync("GET")).Status);
    }

    [Fact]
    public async Task A_preflight_that_a_rule_allows_is_answered()
    {
        await CorsAsync("PUT", Rules);
        var answer = await PreflightAsync(Page, "PUT", "Content-Type, X-Oss-Meta-A");
        Assert.Equal(200, answer.Status);
        Assert.Equal(Page, answer["Access-Control-Allow-Origin"]);
        Assert.Equal("GET, PUT", answer["Access-Control-Allow-Methods"]);
        Assert.Equal("Content-Type, X-Oss-Meta-A", answer["Access-Control-Allow-Headers"]);
        Assert.Equal(("600", "Origin"), (answer["Access-Control-Max-Age"], answer["Vary"]));
    }

    [Theory]
    [InlineData("?list-type=2")]
    [InlineData("k?acl")]
    [InlineData("k?uploadId=x&partNumber=1")]
    [InlineData("k?x-oss-process=image")]
    public async Task A_preflight_of_a_request_with_a_sub_resource_is_answered(string rest)
    {
        await CorsAsync("PUT", Rules);
        var answer = await Server.SendRawAsync(
            "OPTIONS",
            $"/{Bucket}/{rest}",
            [H("Origin", Page), H("Access-Control-Request-Method", "GET")]
        );
        Assert.Equal((200, Page), (answer.Status, answer["Access-Control-Allow-Origin"]));
    }

    [Theory]
    [InlineData("https://evil.test", "GET", "")]
    [InlineData(Page, "DELETE", "")]
    [InlineData(Page, "PUT", "authorization")]
    public async Task A_preflight_that_no_rule_allows_is_refused(string origin, string method, string headers)
    {
        await CorsAsync("PUT", Rules);
        var answer = await PreflightAsync(origin, method, headers);
        Assert.Equal((403, "AccessForbidden"), (answer.Status, answer.Code));
        Assert.StartsWith(
            "CORSResponse: This CORS request is not allowed.",
            answer.Element("Message"),
            StringComparison.Ordinal
        );
        Assert.Null(answer["Access-Control-Allow-Origin"]);
    }

    [Fact]
    public async Task A_preflight_without_rules_or_without_origin_is_refused()
    {
        var none = await PreflightAsync(Page, "GET", "");
        Assert.Equal(
            (403, "CORSResponse: CORS is not enabled for this bucket."),
            (none.Status, none.Element("Message"))
        );
        var noOrigin = await Server.SendRawAsync("OPTIONS", $"/{Bucket}/k");
        Assert.Equal((400, "BadRequest"), (noOrigin.Status, noOrigin.Code));
    }

    [Fact]
    public async Task A_page_can_read_answers_and_refusals()
    {
        await CorsAsync("PUT", Rules);
        await PutAsync("k");
        var got = await Server.SendRawAsync("GET", Server.Presign("GET", Bucket, "k"), [H("Origin", Page)]);
        Assert.Equal((200, Page), (got.Status, got["Access-Control-Allow-Origin"]));
        Assert.Equal("ETag, x-oss-request-id", got["Access-Control-Expose-Headers"]);
        var refused = await Server.SendRawAsync("GET", $"/{Bucket}/k", [H("Origin", Page)]);
        Assert.Equal((403, Page), (refused.Status, refused["Access-Control-Allow-Origin"]));
        var tampered = await Server.SendRawAsync(
            "GET",
            Server.Presign("GET", Bucket, "k") + "&a=b",
            [H("Origin", Page)]
        );
        Assert.Equal((403, Page), (tampered.Status, tampered["Access-Control-Allow-Origin"]));
        var expired = Server.Presign("GET", Bucket, "k", at: Server.Time.GetUtcNow().AddDays(-8));
        Assert.Equal(
            Page,
            (await Server.SendRawAsync("GET", expired, [H("Origin", Page)]))["Access-Control-Allow-Origin"]
        );
    }

    [Fact]
    public async Task A_page_of_another_origin_is_served_without_the_headers()
    {
        await CorsAsync("PUT", Rules);
        await PutAsync("k");
        var got = await Server.SendRawAsync(
            "GET",
            Server.Presign("GET", Bucket, "k"),
            [H("Origin", "https://evil.test")]
        );
        Assert.Equal((200, null), (got.Status, got["Access-Control-Allow-Origin"]));
    }

    [Theory]
    [InlineData("<CORSConfiguration></CORSConfiguration>", "0034-00000002")]
    [InlineData(
        "<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin></CORSRule></CORSConfiguration>",
        "0034-00000011"
    )]
    [InlineData(
        "<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>PATCH</AllowedMethod></CORSRule></CORSConfiguration>",
        "0034-00000011"
    )]
    public async Task Rules_that_make_no_sense_are_refused(string xml, string ec) =>
        AssertRefused(await CorsAsync("PUT", xml), 400, "MalformedXML", ec);

    [Theory]
    [InlineData("not xml")]
    [InlineData("<Other/>")]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><CORSConfiguration>&e;</CORSConfiguration>")]
    [InlineData(
        "<CORSConfiguration><CORSRule><AllowedOrigin>*.*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>"
    )]
    [InlineData(
        "<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><ExposeHeader>a&#10;b</ExposeHeader></CORSRule></CORSConfiguration>"
    )]
    public async Task Documents_that_are_none_are_refused(string xml)
    {
        var answer = await CorsAsync("PUT", xml);
        Assert.Equal((400, "MalformedXML"), (answer.Status, answer.Code));
        Assert.Equal(404, (await CorsAsync("GET")).Status);
    }

    private Task<WireResponse> CorsAsync(string method, string? xml = null) =>
        Server.SendAsync(method, Bucket, query: [H("cors", "")], body: xml is null ? null : Utf8(xml));

    private Task<WireResponse> PreflightAsync(string origin, string method, string headers) =>
        Server.SendRawAsync(
            "OPTIONS",
            Server.Presign("GET", Bucket, "k"),
            [
                H("Origin", origin),
                H("Access-Control-Request-Method", method),
                H("Access-Control-Request-Headers", headers),
            ]
        );
}
