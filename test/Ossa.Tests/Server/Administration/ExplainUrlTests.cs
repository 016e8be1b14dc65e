using System.Text.Json.Nodes;
using Ossa.Protocol.Signing;
using Ossa.Server.Administration;
using Ossa.Server.Explaining;
using Ossa.Tests.Server.Rpc;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Administration;

/// <summary>What the owner is told of a signed URL that does not work, against what the server answers to it.</summary>
public sealed class ExplainUrlTests : RpcTest
{
    [Fact]
    public async Task A_url_that_works_is_let_in_and_nothing_is_counted()
    {
        var url = Url("GET", "a/k");
        var told = await ExplainAsync(url);
        Assert.True(told.IsSignatureRight);
        Assert.Equal(("GetObject", true, "owner"), (told.Now!.Operation, told.Now.IsAnswered, told.Now.Reason));
        Assert.Null(told.Refusal);

        var link = await AdminAsync(
            "POST",
            "links",
            ("bucket", Bucket),
            ("key", "a/k"),
            ("validity", "1d"),
            ("max-downloads", "1")
        );
        var shared = JsonNode.Parse(link.Text)!["url"]!.GetValue<string>();
        Assert.True((await ExplainAsync(shared)).Now!.IsAnswered);
        Assert.True((await ExplainAsync(shared)).Now!.IsAnswered);
        Assert.Equal("text", (await Server.SendRawAsync("GET", new Uri(shared).PathAndQuery)).Text);
    }

    [Fact]
    public async Task The_signature_of_every_signer_is_checked_and_what_would_make_it_right_is_found()
    {
        var url = Url("PUT", "a/k", signer: Alice);
        Assert.Contains("right, for PUT", (await ExplainAsync(url)).Verdict, StringComparison.Ordinal);
        var told = await ExplainAsync(url, method: "GET");
        Assert.Contains("it would be right with the method PUT", told.Verdict, StringComparison.Ordinal);
        Assert.Equal("SignatureDoesNotMatch", told.Refusal!.Code);

        var session = await AssumeAsync();
        Assert.True((await ExplainAsync(Url("GET", "a/k", signer: session))).IsSignatureRight);
        var spoiled = Url("GET", "a/k", signer: session with { SecurityToken = session.SecurityToken + "x" });
        Assert.Equal("InvalidSecurityToken", (await ExplainAsync(spoiled)).Refusal!.Code);
    }

    [Fact]
    public async Task Both_sides_of_what_is_signed_are_told_and_what_differs()
    {
        var url = Url("PUT", "a/k");
        var told = await ExplainAsync(url, method: "PUT", headers: [H("Content-Type", "image/png")]);
        Assert.False(told.IsSignatureRight);
        var differing = Assert.Single(told.Refusal!.Parts, part => part.Signed is null || part.Received is null);
        Assert.Equal(("header", "content-type:image/png"), (differing.Label, differing.Received ?? differing.Signed));
        Assert.Contains("without the header Content-Type", told.Verdict, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("key", "InvalidAccessKeyId", Cause.AccessKey)]
    [InlineData("late", "AccessDenied", Cause.Expired)]
    [InlineData("early", "AccessDenied", Cause.Clock)]
    [InlineData("region", "InvalidArgument", Cause.Region)]
    [InlineData("permission", "AccessDenied", Cause.Permission)]
    [InlineData("object", "NoSuchKey", null)]
    [InlineData("bucket", "NoSuchBucket", null)]
    [InlineData("referer", "AccessDenied", Cause.Referer)]
    [InlineData("appended", "SignatureDoesNotMatch", Cause.Parameters)]
    public async Task It_is_told_what_the_server_answers_and_which_of_the_usual_causes_it_is(
        string cause,
        string code,
        Cause? found
    )
    {
        if (cause == "referer")
        {
            const string Rules =
                "<RefererConfiguration><AllowEmptyReferer>false</AllowEmptyReferer><RefererList><Referer>https://a.example/</Referer></RefererList></RefererConfiguration>";
            Assert.Equal(
                200,
                (await Server.SendAsync("PUT", Bucket, query: [H("referer", "")], body: Utf8(Rules))).Status
            );
        }

        var target = cause switch
        {
            "key" => Server.Presign("GET", Bucket, "a/k", signer: new AccessKey("LTAIunknown", "secret")),
            "late" => Server.Presign("GET", Bucket, "a/k", at: Server.Time.GetUtcNow().AddHours(-8)),
            "early" => Server.Presign("GET", Bucket, "a/k", at: Server.Time.GetUtcNow().AddHours(8)),
            "region" => Server.Presign("GET", Bucket, "a/k", region: "cn-beijing"),
            "permission" => Server.Presign("GET", Bucket, "a/k", signer: Alice),
            "object" => Server.Presign("GET", Bucket, "A/K"),
            "bucket" => Server.Presign("GET", "another-bucket", "a/k"),
            "appended" => Server.Presign("GET", Bucket, "a/k") + "&from=singlemessage",
            _ => Server.Presign("GET", Bucket, "a/k"),
        };
        var answer = await Server.SendRawAsync("GET", target);
        var explanation = await ExplainAsync($"http://{Server.Host}{target}");
        Assert.Equal(Enum.GetValues<Cause>(), explanation.Causes.Select(judged => judged.Cause));
        Cause?[] causes =
        [
            .. explanation.Causes.Where(judged => judged.State == CauseState.Found).Select(judged => judged.Cause),
        ];
        Assert.Equal(found is null ? [] : [found], causes);
        Assert.All(
            explanation.Causes,
            judged => Assert.Equal(judged.State >= CauseState.Possible, judged.Text is not null)
        );
        var told = explanation.Refusal!;
        Assert.Equal(code, told.Code);
        AssertRefused(answer, answer.Status, told.Code, told.Ec);
        Assert.NotEmpty(told.Findings);
    }

    [Fact]
    public async Task Each_cause_of_a_url_that_works_is_cleared()
    {
        var told = await ExplainAsync(Url("GET", "a/k"));
        Assert.All(told.Causes, judged => Assert.Equal((CauseState.Clear, null), (judged.State, judged.Text)));
    }

    [Fact]
    public async Task All_causes_are_found_that_there_are()
    {
        var url = Server.Presign(
            "GET",
            Bucket,
            "a/k",
            at: Server.Time.GetUtcNow().AddDays(-1),
            signer: new AccessKey("LTAIunknown", "secret")
        );
        var told = await ExplainAsync($"http://{Server.Host}{url}");
        Assert.Equal(
            [Cause.Expired, Cause.AccessKey],
            told.Causes.Where(judged => judged.State == CauseState.Found).Select(judged => judged.Cause)
        );
    }

    [Theory]
    [InlineData("PUT", null, "a/k", Cause.Method)]
    [InlineData("GET", "text/plain", "a/k", Cause.ContentType)]
    [InlineData("GET", null, "a k", Cause.PlusSign)]
    public async Task What_would_make_the_signature_right_is_its_cause(
        string method,
        string? type,
        string key,
        Cause cause
    )
    {
        var url = Url(method, key).Replace("%20", "+", StringComparison.Ordinal);
        var told = await ExplainAsync(url, method: "GET", headers: type is null ? [] : [H("Content-Type", type)]);
        var found = Assert.Single(told.Causes, judged => judged.State == CauseState.Found);
        Assert.Equal((cause, told.Verdict), (found.Cause, found.Text));
    }

    [Fact]
    public async Task A_request_is_explained_by_its_id()
    {
        var refused = await Server.SendRawAsync("GET", Server.Presign("GET", Bucket, "a/k", signer: Alice));
        Assert.Equal(403, refused.Status);
        var told = await ExplainRequestAsync(refused["x-oss-request-id"]!);
        Assert.Equal((refused.Code, false), (told.Refusal!.Code, told.Facts.All(fact => fact.Text != "GetObject")));
        var found = Assert.Single(told.Causes, judged => judged.State == CauseState.Found);
        Assert.Equal(
            (Cause.Permission, RefusalAdvice.Of(told.Refusal.Code, told.Refusal.Ec)),
            (found.Cause, found.Text)
        );

        var answered = await Server.SendRawAsync("GET", Server.Presign("GET", Bucket, "a/k"));
        told = await ExplainRequestAsync(answered["x-oss-request-id"]!);
        Assert.Null(told.Refusal);
        Assert.All(told.Causes, judged => Assert.Equal(CauseState.Clear, judged.State));

        AssertRefused(
            await AskAsync(Utf8("""{"requestId": "6716F5E14A0BC3D2E1F00A1B"}""")),
            404,
            "NoSuchRequest",
            null
        );
    }

    [Fact]
    public async Task Headers_and_the_address_that_are_told_count()
    {
        await AllowAsync("alice", "oss:GetObject");
        const string Policy =
            """{"Version": "1", "Statement": [{"Effect": "Deny", "Action": "oss:GetObject", "Resource": "*", "Condition": {"IpAddress": {"acs:SourceIp": "10.0.0.0/8"}}}]}""";
        await AdminAsync("POST", "policies", ("name", "not-from-ten"), ("document", Policy));
        await AdminAsync("PUT", "users/policies", ("user", "alice"), ("policy", "not-from-ten"));
        var url = Url("GET", "a/k", signer: Alice);
        Assert.True((await ExplainAsync(url)).Now!.IsAnswered);
        var told = await ExplainAsync(url, address: "10.1.2.3");
        Assert.Equal((false, "AccessDenied"), (told.Now!.IsAnswered, told.Refusal!.Code));
        Assert.Contains("statement 1 of policy not-from-ten", told.Now.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_hangs_on_tags_in_a_document_to_come_is_not_told()
    {
        const string Policy =
            """{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "oss:PutObjectTagging", "Resource": "*", "Condition": {"StringEquals": {"oss:RequestObjectTag/team": "blue"}}}]}""";
        await AdminAsync("POST", "policies", ("name", "blue"), ("document", Policy));
        await AdminAsync("PUT", "users/policies", ("user", "alice"), ("policy", "blue"));
        var target = Server.Presign("PUT", Bucket, "a/k", query: [KeyValuePair.Create("tagging", "")], signer: Alice);
        var url = $"http://{Server.Host}{target}";
        var told = await ExplainAsync(url, "PUT");
        Assert.Equal((null, null), (told.Now, told.Refusal));
    }

    [Fact]
    public async Task Only_the_owner_is_told_and_never_a_secret()
    {
        var url = Url("GET", "a/k");
        AssertRefused(await AskAsync(Body(url), Alice), 403, "AccessDenied", "0003-00000202");
        var link = await AdminAsync("POST", "links", ("bucket", Bucket), ("key", "a/k"), ("validity", "1d"));
        var shared = JsonNode.Parse(link.Text)!["url"]!.GetValue<string>();
        foreach (var subject in (string[])[url, url + "x", Url("GET", "a/k", signer: Alice), shared])
        {
            var answer = await AskAsync(Body(subject));
            Assert.Equal((200, "no-store"), (answer.Status, answer["Cache-Control"]));
            Assert.DoesNotContain(Alice.Secret, answer.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(TestServer.Key.Secret, answer.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData(
        """{"url": "http://127.0.0.1/b/k?OSSAccessKeyId=a&Signature=b&Expires=1", "requestId": "6716F5E14A0BC3D2E1F00A1B"}"""
    )]
    [InlineData("""{"url": "no url"}""")]
    [InlineData("""{"url": "http://127.0.0.1/b/k"}""")]
    [InlineData("""{"url": "http://127.0.0.1/b/k?X-Amz-Signature=1"}""")]
    [InlineData("""{"url": "http://127.0.0.1/b/k?OSSAccessKeyId=a&Signature=b&Expires=1", "more": 1}""")]
    [InlineData("""{"url": "http://127.0.0.1/b/k?OSSAccessKeyId=a&Signature=b&Expires=1", "address": "here"}""")]
    [InlineData("""{"url": "http://127.0.0.1/b/k?OSSAccessKeyId=a&Signature=b&Expires=1", "error": "<no"}""")]
    public async Task What_cannot_be_explained_is_refused(string body) =>
        AssertRefused(await AskAsync(Utf8(body)), 400, "InvalidArgument", null);

    [Fact]
    public async Task A_body_that_is_too_large_is_refused() =>
        AssertRefused(
            await AskAsync(Utf8($$"""{"url": "{{new string('a', 300_000)}}"}""")),
            400,
            "InvalidArgument",
            null
        );

    private string Url(string method, string key, AccessKey? signer = null) =>
        $"http://{Server.Host}{Server.Presign(method, Bucket, key, signer: signer)}";

    private static byte[] Body(string url) => Utf8(new JsonObject { ["url"] = url }.ToJsonString());

    private async Task<Explanation> ExplainAsync(
        string url,
        string? method = null,
        KeyValuePair<string, string>[]? headers = null,
        string? address = null
    )
    {
        var body = new JsonObject
        {
            ["url"] = url,
            ["method"] = method,
            ["address"] = address,
            ["headers"] = new JsonObject(
                (headers ?? []).Select(header => KeyValuePair.Create(header.Key, (JsonNode?)header.Value))
            ),
        };
        var answer = await AskAsync(Utf8(body.ToJsonString()));
        Assert.True(answer.Status == 200, answer.Text);
        return IdentityJson.Read<Explanation>(answer.Body);
    }

    private async Task<Explanation> ExplainRequestAsync(string id)
    {
        var answer = await AskAsync(Utf8(new JsonObject { ["requestId"] = id }.ToJsonString()));
        Assert.True(answer.Status == 200, answer.Text);
        return IdentityJson.Read<Explanation>(answer.Body);
    }

    private Task<WireResponse> AskAsync(byte[] body, AccessKey? signer = null) =>
        Server.SendAsync("POST", "-", "admin/v1/explain", body: body, signer: signer);
}
