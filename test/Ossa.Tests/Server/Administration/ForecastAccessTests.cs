using Ossa.Protocol.Access;
using Ossa.Protocol.Signing;
using Ossa.Tests.Server.Rpc;
using Ossa.Tests.Server.Samples;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Administration;

/// <summary>What the server tells a signer of requests to come, against what it then answers.</summary>
public sealed class ForecastAccessTests : RpcTest
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_signer_is_told_what_the_request_would_be_answered_and_no_more()
    {
        var refused = await ForecastAsync(Alice);
        Assert.Equal((false, "AccessDenied", "0003-00000001"), (refused.IsAllowed, refused.Code, refused.Ec));
        Assert.Null(refused.End);
        // Whether there is such an object is nothing for somebody who may not read it.
        Assert.Equal(refused, await ForecastAsync(Alice, key: "missing"));

        await AllowAsync("alice", "oss:GetObject");
        var allowed = await ForecastAsync(Alice);
        Assert.Equal((true, AccessEnd.Expiry, true), (allowed.IsAllowed, allowed.EndsBy, allowed.IsEndSure));
        Assert.Equal(Expiry, allowed.End);
        Assert.Null(allowed.Reason);
        Assert.Equal("NoSuchKey", (await ForecastAsync(Alice, key: "missing")).Code);
        Assert.Equal("AccessDenied", (await ForecastAsync(Alice, "DELETE")).Code);
        Assert.Equal("NoSuchBucket", (await ForecastAsync(Alice, bucket: "another-bucket")).Code);
        Assert.Equal("MethodNotAllowed", (await ForecastAsync(Alice, "PUT", key: null, query: "stat")).Code);
        Assert.Equal("text", (await GetAsync("a/k")).Text);
    }

    [Fact]
    public async Task The_owner_is_told_which_statement_decides()
    {
        Assert.Equal("owner", (await ForecastAsync(TestServer.Key)).Reason);
        await PutBucketPolicyAsync("Deny", """{"Bool": {"acs:SecureTransport": "false"}}""");
        var refused = await ForecastAsync(TestServer.Key);
        Assert.Contains("statement 1 of the bucket's policy", refused.Reason, StringComparison.Ordinal);
        await AllowAsync("alice", "oss:GetObject");
        var told = (await ForecastAsync(Alice)).Reason;
        Assert.DoesNotContain("statement", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_condition_on_the_date_ends_it_when_it_says_so()
    {
        var end = Now.AddMinutes(20);
        await PolicyAsync("until", "Allow", $$$"""{"DateLessThan": {"acs:CurrentTime": "{{{Iso(end)}}}"}}""");
        await AssertEndsAsync(end, AccessEnd.Policy);
        var url = Server.Presign("GET", Bucket, "a/k", expiresSeconds: 3600, signer: Alice);

        var denied = Now.AddMinutes(10);
        await PutBucketPolicyAsync(
            "Deny",
            $$$"""{"DateGreaterThanEquals": {"acs:CurrentTime": "{{{Iso(denied)}}}"}}"""
        );
        await AssertEndsAsync(denied, AccessEnd.Policy);

        Server.Time.Advance(denied - Now - TimeSpan.FromSeconds(1));
        Assert.Equal("text", (await Server.SendRawAsync("GET", url)).Text);
        Server.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(403, (await Server.SendRawAsync("GET", url)).Status);
        Assert.False((await ForecastAsync(Alice)).IsAllowed);
    }

    [Fact]
    public async Task What_else_allows_it_is_not_ended_by_a_date()
    {
        var condition = $$$"""{"DateLessThan": {"acs:CurrentTime": "{{{Iso(Now.AddMinutes(20))}}}"}}""";
        await PolicyAsync("until", "Allow", condition);
        await AllowAsync("alice", "oss:GetObject");
        await AssertEndsAsync(Expiry, AccessEnd.Expiry);
        await PolicyAsync("text", "Deny", """{"StringLike": {"acs:CurrentTime": "1999*"}}""");
        Assert.False((await ForecastAsync(Alice)).IsEndSure);
    }

    [Fact]
    public async Task A_token_ends_what_it_signs()
    {
        var lifetime = TimeSpan.FromSeconds(900);
        var earliest = Server.Time.GetUtcNow() + lifetime;
        var session = await AssumeAsync(("DurationSeconds", "900"));
        var latest = Server.Time.GetUtcNow() + lifetime;
        var forecast = await ForecastAsync(session);
        Assert.Equal((true, AccessEnd.Token), (forecast.IsAllowed, forecast.EndsBy));
        Assert.InRange(forecast.End!.Value, earliest, latest);
    }

    [Fact]
    public async Task Headers_and_parameters_of_the_request_count()
    {
        await AllowAsync("alice", "oss:PutObject");
        var tagging = H("x-oss-tagging", "a=b");
        Assert.True((await ForecastAsync(Alice, "PUT")).IsAllowed);
        Assert.False((await ForecastAsync(Alice, "PUT", headers: [tagging])).IsAllowed);
        await AllowAsync("alice", "oss:GetObject");
        Assert.True((await ForecastAsync(Alice)).IsAllowed);
        Assert.False((await ForecastAsync(Alice, query: "versionId=null")).IsAllowed);
        Assert.False((await ForecastAsync(Alice, query: "acl")).IsAllowed);
    }

    [Fact]
    public async Task Of_tags_in_a_document_to_come_nothing_is_said_where_a_policy_asks_for_them()
    {
        var asked = Parameters("PUT", Bucket, "a/k", "tagging", Expiry);
        Assert.Equal(200, (await AskAsync(Alice, asked)).Status);
        await PolicyAsync("tags", "Allow", """{"StringEquals": {"oss:RequestObjectTag/team": "blue"}}""");
        AssertRefused(await AskAsync(Alice, asked), 400, "InvalidArgument", null);
    }

    [Fact]
    public async Task Only_a_signer_in_the_header_is_told_and_only_what_can_be_told()
    {
        AssertRefused(await Server.SendRawAsync("POST", "/-/admin/v1/access"), 403, "AccessDenied", "0003-00001201");
        var url = Server.Presign("POST", "-", "admin/v1/access", signer: Alice);
        Assert.Equal(403, (await Server.SendRawAsync("POST", url)).Status);
        foreach (var key in (AccessKey[])[Alice, TestServer.Key])
        {
            AssertRefused(await AskAsync(key, []), 400, "InvalidArgument", null);
            await AssertBadAsync(key, "POST", "delete", Now + Hour);
            await AssertBadAsync(key, "GET", "%zz", Now + Hour);
            await AssertBadAsync(key, "GET", "", Now.AddDays(8));
            await AssertBadAsync(key, "GET", "", Now.AddDays(-1));
        }

        // There is nothing else in the API for others than the owner.
        foreach (var path in (string[])["users", "nothing"])
        {
            var other = await Server.SendAsync("GET", "-", "admin/v1/" + path, signer: Alice);
            AssertRefused(other, 403, "AccessDenied", "0003-00000202");
        }

        async Task AssertBadAsync(AccessKey key, string method, string query, DateTimeOffset until) =>
            AssertRefused(
                await AskAsync(key, Parameters(method, Bucket, null, query, until)),
                400,
                "InvalidArgument",
                null
            );
    }

    [Fact]
    public async Task Of_every_request_that_the_documentation_shows_something_is_said()
    {
        await AllowAsync("alice", "oss:*");
        foreach (var sample in SampleRequest.All.Where(sample => sample.Bucket is not null))
        {
            var (path, query) = (sample.Target.Split('?', 2)[0].TrimStart('/'), sample.Target.Split('?', 2)[^1]);
            foreach (var signer in (AccessKey[])[Alice, TestServer.Key])
            {
                var answer = await AskAsync(
                    signer,
                    Parameters(
                        sample.Method,
                        Bucket,
                        path.Length == 0 ? null : Uri.UnescapeDataString(path),
                        sample.Target.Contains('?', StringComparison.Ordinal) ? query : "",
                        Expiry
                    ),
                    [.. sample.Headers]
                );
                Assert.True(answer.Status is 200 or 400, $"{sample}: {answer.Status} {answer.Text}");
            }
        }
    }

    private DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(Server.Time.GetUtcNow().ToUnixTimeSeconds());

    private DateTimeOffset Expiry => Now + Hour;

    private static string Iso(DateTimeOffset time) => $"{time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}";

    private async Task AssertEndsAsync(DateTimeOffset end, AccessEnd by)
    {
        var forecast = await ForecastAsync(Alice);
        Assert.Equal((true, end, by), (forecast.IsAllowed, forecast.End, forecast.EndsBy));
    }

    private async Task<AccessForecast> ForecastAsync(
        AccessKey signer,
        string method = "GET",
        string bucket = Bucket,
        string? key = "a/k",
        string query = "",
        KeyValuePair<string, string>[]? headers = null
    )
    {
        var answer = await AskAsync(signer, Parameters(method, bucket, key, query, Expiry), headers);
        Assert.Equal(200, answer.Status);
        return AccessForecast.Read(new MemoryStream(answer.Body));
    }

    private Task<WireResponse> AskAsync(
        AccessKey signer,
        KeyValuePair<string, string>[] parameters,
        KeyValuePair<string, string>[]? headers = null
    ) => Server.SendAsync("POST", "-", "admin/v1/access", parameters, headers: headers ?? [], signer: signer);

    private static KeyValuePair<string, string>[] Parameters(
        string method,
        string bucket,
        string? key,
        string query,
        DateTimeOffset until
    )
    {
        KeyValuePair<string, string>[] parameters =
        [
            H("method", method),
            H("bucket", bucket),
            H("query", query),
            H("until", SigningTime.ToIsoBasic(until)),
        ];
        return key is null ? parameters : [.. parameters, H("key", key)];
    }

    private async Task PolicyAsync(string name, string effect, string condition)
    {
        var policy =
            $$"""{"Version": "1", "Statement": [{"Effect": "{{effect}}", "Action": "oss:GetObject", "Resource": "*", "Condition": {{condition}}}]}""";
        await AdminAsync("POST", "policies", ("name", name), ("document", policy));
        await AdminAsync("PUT", "users/policies", ("user", "alice"), ("policy", name));
    }

    private async Task PutBucketPolicyAsync(string effect, string condition)
    {
        var policy =
            $$"""{"Version": "1", "Statement": [{"Effect": "{{effect}}", "Principal": ["*"], "Action": ["oss:GetObject"], "Resource": ["acs:oss:*:*:{{Bucket}}/*"], "Condition": {{condition}}}]}""";
        var answer = await Server.SendAsync("PUT", Bucket, query: [H("policy", "")], body: Utf8(policy));
        Assert.Equal(200, answer.Status);
    }
}
