using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Ossa.Protocol.Signing;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Road;

/// <summary>Forms that requests rightly have, if seldom, over the wire.</summary>
public sealed class RequestFormTests : ServerTest
{
    [Fact]
    public async Task A_sender_that_waits_for_100_Continue_is_told_to_go_on()
    {
        var (head, cancellationToken) = (HeadOfUpload("waited-for", Presigned), TestContext.Current.CancellationToken);
        using var client = new TcpClient();
        await client.ConnectAsync(Server.EndPoint, cancellationToken);
        await using var stream = client.GetStream();
        await stream.WriteAsync(head, cancellationToken);
        var told = new byte["HTTP/1.1 100 Continue\r\n\r\n".Length];
        await stream.ReadExactlyAsync(told, cancellationToken);
        Assert.Equal("HTTP/1.1 100 Continue\r\n\r\n", Encoding.ASCII.GetString(told));

        await stream.WriteAsync("abc"u8.ToArray(), cancellationToken);
        Assert.Equal(200, (await WireClient.ReadAsync(stream, isHead: false, cancellationToken)).Status);
        Assert.Equal("abc", (await GetAsync("waited-for")).Text);
    }

    [Fact]
    public async Task A_sender_that_waits_is_refused_before_it_sends_anything()
    {
        var head = HeadOfUpload("waited-for", (_, key) => $"/{Bucket}/{key}");
        AssertRefused(await WireClient.SendRawAsync(Server.EndPoint, head), 403, "AccessDenied", "0003-00000001");
    }

    [Theory]
    [InlineData("127.0.0.1", "/" + Bucket)]
    [InlineData(Bucket + ".localhost", "")]
    public async Task A_target_with_scheme_and_host_names_what_it_says_whatever_the_Host_header_says(
        string host,
        string folder
    )
    {
        await PutAsync("k", Utf8("abc"));
        var signed = Server.Presign("GET", Bucket, "k");
        var target = $"http://{host}:{Server.Port}{folder}{signed[$"/{Bucket}".Length..]}";
        var answer = await Server.SendRawAsync("GET", target, [H("Host", $"{host}:{Server.Port}")]);
        Assert.Equal((200, "abc"), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task A_V4_signature_may_take_its_time_from_the_Date_header()
    {
        await PutAsync("k", Utf8("abc"));
        var now = Server.Time.GetUtcNow();
        var answer = await GetWithDateAsync(now.ToString("r"), now);
        Assert.Equal((200, "abc"), (answer.Status, answer.Text));

        var late = now.AddMinutes(-16);
        AssertRefused(await GetWithDateAsync(late.ToString("r"), late), 403, "RequestTimeTooSkewed", "0002-00000504");
    }

    [Fact]
    public async Task Every_parameter_that_some_SDK_signs_with_V1_must_be_signed()
    {
        var date = Server.Time.GetUtcNow().ToString("r");
        foreach (var name in SubResources())
        {
            var signed = await CodeOfAsync(name, date, $"/{Bucket}/?{name}=v");
            var unsigned = await CodeOfAsync(name, date, $"/{Bucket}/");
            Assert.True(signed != "SignatureDoesNotMatch", $"{name} is not taken as signed.");
            Assert.True(unsigned == "SignatureDoesNotMatch", $"{name} need not be signed.");
        }
    }

    /// <summary>Every parameter that some SDK signs with V1, but the token of temporary credentials, which is looked at before any signature.</summary>
    private static IEnumerable<string> SubResources()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Protocol", "Signing", "Vectors", "v1-subresources.json");
        var lists = JsonSerializer.Deserialize<Dictionary<string, string[]>>(File.ReadAllText(path))!;
        return lists.SelectMany(list => list.Value).Distinct().Where(name => name != "security-token");
    }

    private string Presigned(string method, string key) => Server.Presign(method, Bucket, key);

    private byte[] HeadOfUpload(string key, Func<string, string, string> target) =>
        Encoding.ASCII.GetBytes(
            $"PUT {target("PUT", key)} HTTP/1.1\r\nHost: {Server.Host}\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n"
        );

    private Task<WireResponse> GetWithDateAsync(string date, DateTimeOffset time)
    {
        var request = new SignableRequest("GET", Bucket, "k", [], [H("x-oss-content-sha256", "UNSIGNED-PAYLOAD")]);
        var scope = new CredentialScope(
            SigningTime.ToScopeDay(time),
            TestServer.Region,
            CredentialScope.OssProduct
        );
        var signature = SignatureV4.Sign(
            SignatureV4.DeriveKey(TestServer.Key.Secret, scope),
            SignatureV4.StringToSign(date, scope, SignatureV4.CanonicalRequest(request))
        );
        var authorization = $"OSS4-HMAC-SHA256 Credential={TestServer.Key.Id}/{scope},Signature={signature}";
        return Server.SendRawAsync(
            "GET",
            $"/{Bucket}/k",
            [.. request.Headers, H("Date", date), H("Authorization", authorization)]
        );
    }

    /// <summary>The code of the answer to a request with this parameter whose signature covers this resource; none for HEAD or success.</summary>
    private async Task<string?> CodeOfAsync(string name, string date, string resource)
    {
        var signature = SignatureV1.Sign(TestServer.Key.Secret, Utf8($"GET\n\n\n{date}\n{resource}"));
        var answer = await Server.SendRawAsync(
            "GET",
            $"/{Bucket}/?{name}=v",
            [H("Date", date), H("Authorization", $"OSS {TestServer.Key.Id}:{signature}")]
        );
        return answer.Status < 400 ? null : answer.Code;
    }
}
