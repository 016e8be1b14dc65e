using System.Xml.Linq;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Refusals;

/// <summary>
/// The table of refusals over the wire: status, code, message, fine-grained code and every element of the document; for HEAD the
/// document in its header.
/// </summary>
public sealed class SignatureRefusalTests : IAsyncLifetime
{
    private TestServer _server = null!;

    /// <summary>Each row for GET, and for HEAD unless it is about another method.</summary>
    public static TheoryData<string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var method in (string[])["GET", "HEAD"])
            {
                var scene = new RefusalScene(method, DateTimeOffset.UnixEpoch.AddYears(60));
                foreach (var row in All(scene).Where(row => method == "GET" || row.Request.Method == "HEAD"))
                {
                    rows.Add(method, row.Situation);
                }
            }

            return rows;
        }
    }

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        await PrepareAsync(RefusalScene.Bucket, "private", "default");
        await PrepareAsync(RefusalScene.PublicBucket, "public-read-write", "private");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_refusal_says_what_the_table_says(string method, string situation)
    {
        var scene = new RefusalScene(method, _server.Time.GetUtcNow());
        var row = All(scene).Single(row => row.Situation == situation);
        var request = row.Request;
        var answer = await _server.SendRawAsync(
            request.Method,
            TestServer.Target(request.Bucket, request.Key, request.Query),
            [.. request.Headers],
            request.Method == "PUT" ? [1] : null
        );
        Assert.Equal(row.Status, answer.Status);
        Assert.Equal(row.Ec, answer["x-oss-ec"]);
        Assert.Equal(method == "HEAD", answer["x-oss-err"] is not null);
        Assert.Equal(method == "HEAD", answer.Body.Length == 0);
        Assert.Equal(Expected(row, answer), answer.Xml.Elements().Select(Pair));
    }

    private static IEnumerable<Refusal> All(RefusalScene scene) =>
        [
            .. V4UrlRefusals.Of(scene),
            .. V4HeaderRefusals.Of(scene),
            .. V1Refusals.Of(scene),
            .. ProofRefusals.Of(scene),
            .. AccessRefusals.Of(scene),
        ];

    private IEnumerable<(string Name, string Value)> Expected(Refusal row, WireResponse answer)
    {
        yield return ("Code", row.Code);
        yield return ("Message", row.Message);
        yield return ("RequestId", answer["x-oss-request-id"]!);
        yield return ("HostId", _server.Host);
        foreach (var element in row.Elements)
        {
            yield return element;
        }

        if (row.Ec is { } ec)
        {
            yield return ("EC", ec);
            yield return ("RecommendDoc", $"https://api.aliyun.com/troubleshoot?q={ec}");
        }
    }

    private static (string Name, string Value) Pair(XElement element) => (element.Name.LocalName, element.Value);

    private async Task PrepareAsync(string bucket, string bucketAcl, string objectAcl)
    {
        await _server.SendAsync("PUT", bucket, headers: [new("x-oss-acl", bucketAcl)]);
        var made = await _server.SendAsync(
            "PUT",
            bucket,
            RefusalScene.Key,
            headers: [new("x-oss-object-acl", objectAcl)],
            body: [1]
        );
        Assert.Equal(200, made.Status);
    }
}
