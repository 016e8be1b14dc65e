using System.Net.Sockets;
using System.Text;
using Ossa.Protocol.Signing;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server;

/// <summary>What happens on the road before and around any operation.</summary>
public sealed class RoadTests : ServerTest
{
    [Theory]
    [InlineData("GET", "httpsConfig", "GetBucketHttpsConfig")]
    [InlineData("PUT", "inventory", "PutBucketInventory")]
    [InlineData("GET", "objectWorm", "GetBucketObjectWormConfiguration")]
    public async Task An_operation_that_is_still_to_come_is_refused_by_name(
        string method,
        string subResource,
        string name
    )
    {
        var answer = await Server.SendAsync(method, Bucket, query: [H(subResource, "")], body: []);
        Assert.Equal((501, "NotImplemented", name), (answer.Status, answer.Code, answer.Element("Operation")));
    }

    [Fact]
    public async Task An_upload_of_a_part_does_not_fall_through_to_a_plain_upload()
    {
        var answer = await Server.SendAsync("PUT", Bucket, "k", [H("partNumber", "1"), H("uploadId", "x")], body: [1]);
        Assert.Equal((404, "NoSuchUpload"), (answer.Status, answer.Code));
        answer = await Server.SendAsync("PUT", Bucket, "k", [H("partNumber", "1")], body: [1]);
        Assert.Equal((404, "NoSuchUpload"), (answer.Status, answer.Code));
        Assert.Equal(404, (await GetAsync("k")).Status);
    }

    [Fact]
    public async Task A_sub_resource_without_the_method_does_not_fall_through_either()
    {
        await PutAsync("k");
        var answer = await Server.SendAsync("DELETE", Bucket, "k", [H("acl", "")]);
        AssertRefused(answer, 405, "MethodNotAllowed", "0017-00000001");
        Assert.Equal(200, (await GetAsync("k")).Status);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PATCH")]
    public async Task Other_methods_are_refused_with_their_name(string method)
    {
        var answer = await Server.SendAsync(method, Bucket, "k", body: []);
        AssertRefused(answer, 405, "MethodNotAllowed", "0017-00000001");
        Assert.Equal(method, answer.Element("Method"));
    }

    [Fact]
    public async Task V1_headers_are_taken_too()
    {
        var request = new SignableRequest("PUT", Bucket, "v1", [], [H("Content-Type", "text/plain")]);
        var added = SignatureV1.Authorize(TestServer.Key, Server.Time.GetUtcNow(), request);
        var answer = await Server.SendRawAsync(
            "PUT",
            $"/{Bucket}/v1",
            [H("Content-Type", "text/plain"), .. added],
            [1]
        );
        Assert.Equal(200, answer.Status);
    }

    [Fact]
    public async Task Two_lengths_for_one_body_are_refused()
    {
        var target = Server.Presign("PUT", Bucket, "k");
        var head =
            $"PUT {target} HTTP/1.1\r\nHost: {Server.Host}\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n";
        var answer = await WireClient.SendRawAsync(
            Server.EndPoint,
            Encoding.ASCII.GetBytes(head + "3\r\nabc\r\n0\r\n\r\n")
        );
        Assert.Equal(400, answer.Status);
        Assert.Equal(404, (await GetAsync("k")).Status);
    }

    [Theory]
    [InlineData("x-oss-meta-a")]
    [InlineData("Content-Disposition")]
    [InlineData("Origin")]
    public async Task A_control_character_in_a_header_is_refused(string name)
    {
        AssertRefused(await PutAsync("k", [1], H(name, "a\x01b")), 400, "BadRequest", null);
        Assert.Equal(404, (await GetAsync("k")).Status);
    }

    [Fact]
    public async Task A_nul_in_the_target_is_refused() =>
        Assert.Equal(400, (await Server.SendRawAsync("GET", $"/{Bucket}/a%00b")).Status);

    [Fact]
    public async Task A_request_line_above_the_limit_is_refused() =>
        Assert.Equal(414, (await Server.SendRawAsync("GET", $"/{Bucket}/k?a={new string('x', 40_000)}")).Status);

    [Fact]
    public async Task Headers_above_the_limit_are_refused() =>
        Assert.Equal(
            431,
            (await Server.SendRawAsync("GET", $"/{Bucket}/k", [H("X-Big", new string('x', 80_000))])).Status
        );

    [Fact]
    public async Task Long_signed_urls_and_hundreds_of_headers_are_fine()
    {
        await PutAsync("k");
        var target = Server.Presign(
            "GET",
            Bucket,
            "k",
            query: [H("response-content-disposition", $"attachment; filename={new string('x', 8000)}")]
        );
        var headers = Enumerable.Range(0, 500).Select(i => H($"X-H{i}", "v")).ToArray();
        Assert.Equal(200, (await Server.SendRawAsync("GET", target, headers)).Status);
    }

    [Fact]
    public async Task An_aborted_upload_leaves_nothing_and_the_server_up()
    {
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(Server.EndPoint);
            var head =
                $"PUT {Server.Presign("PUT", Bucket, "k")} HTTP/1.1\r\nHost: {Server.Host}\r\nContent-Length: 1000000\r\n\r\n";
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head + new string('x', 300_000)));
        }
        Assert.Equal(404, (await GetAsync("k")).Status);
        Assert.Equal(200, (await PutAsync("k")).Status);
    }

    [Fact]
    public async Task Own_pages_are_on_the_service_host_only()
    {
        Assert.Equal("live\n", (await Server.SendRawAsync("GET", "/-/health/live")).Text);
        Assert.Equal("ready\n", (await Server.SendRawAsync("GET", "/-/health/ready")).Text);
        Assert.Equal(404, (await Server.SendRawAsync("GET", "/-/nothing")).Status);
        Assert.Equal(405, (await Server.SendRawAsync("POST", "/-/health/live", body: [])).Status);
        await PutAsync("-/health/live", Utf8("an object"));
        var target = Server
            .Presign("GET", Bucket, "-/health/live")
            .Replace($"/{Bucket}/", "/", StringComparison.Ordinal);
        Assert.Equal("an object", (await Server.SendRawAsync("GET", target, [H("Host", $"{Bucket}.localhost")])).Text);
    }

    [Fact]
    public async Task Metrics_count_by_operation_and_status()
    {
        await GetAsync("missing");
        var metrics = (await Server.SendRawAsync("GET", "/-/metrics")).Text;
        Assert.Contains(
            "ossa_http_requests_total{operation=\"GetObject\",status=\"404\"} 1",
            metrics,
            StringComparison.Ordinal
        );
        Assert.Contains("ossa_store_accepts_writes 1", metrics, StringComparison.Ordinal);
        Assert.Contains("process_cpu_seconds_total", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_region_is_taken_where_the_settings_say_so()
    {
        await using var any = await TestServer.StartAsync(options => options with { Region = "any" });
        await any.SendAsync("PUT", Bucket);
        await any.SendAsync("PUT", Bucket, "k", body: [7]);
        Assert.Equal(
            [7],
            (await any.SendRawAsync("GET", any.Presign("GET", Bucket, "k", region: "eu-central-1"))).Body
        );
    }

    [Fact]
    public async Task A_bucket_has_a_host_under_each_domain()
    {
        await using var server = await TestServer.StartAsync(options => options with { Domains = ["oss.example.com"] });
        await server.SendAsync("PUT", Bucket);
        await server.SendAsync("PUT", Bucket, "k", body: [7]);
        var target = server.Presign("GET", Bucket, "k").Replace($"/{Bucket}/", "/", StringComparison.Ordinal);
        var answer = await server.SendRawAsync("GET", target, [H("Host", $"{Bucket}.OSS.example.com")]);
        Assert.Equal([7], answer.Body);
        Assert.Null(answer["Content-Security-Policy"]);
    }
}
