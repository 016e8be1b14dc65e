using Ossa.Engine;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Hostile;

/// <summary>
/// Documents that are well-formed and say two things at once, or more than may be said, are refused by an error that is meant for it; what was set
/// before stays as it was.
/// </summary>
public sealed class ContradictionTests : ServerTest
{
    private const string Rule =
        "<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule>";

    private const string Target = $"<LoggingEnabled><TargetBucket>{Bucket}</TargetBucket></LoggingEnabled>";

    /// <summary>Method and query, a document that is taken, and what is put in the place of what of it to make one that is not.</summary>
    public static TheoryData<string, string, string, string, string> Documents
    {
        get
        {
            var cors = $"<CORSConfiguration>{Rule}</CORSConfiguration>";
            return new()
            {
                { "PUT", "cors", cors, Rule, string.Concat(Enumerable.Repeat(Rule, Limits.MaxCorsRules + 1)) },
                { "PUT", "cors", cors, "</CORSRule>", "<MaxAgeSeconds>-1</MaxAgeSeconds></CORSRule>" },
                { "PUT", "cors", cors, "</CORSRule>", "<MaxAgeSeconds>1000000000</MaxAgeSeconds></CORSRule>" },
                { "PUT", "cors", cors, "</CORSRule>", "<ExposeHeader>*</ExposeHeader></CORSRule>" },
                { "PUT", "cors", cors, "</CORSRule>", "<AllowedMethod>*</AllowedMethod></CORSRule>" },
                { "PUT", "cors", cors, Rule, $"{Rule}<CORSRule/>" },
                {
                    "PUT",
                    "referer",
                    "<RefererConfiguration><AllowEmptyReferer>false</AllowEmptyReferer><RefererList/></RefererConfiguration>",
                    "</RefererC",
                    "<TruncatePath>true</TruncatePath><AllowTruncateQueryString>false</AllowTruncateQueryString></RefererC"
                },
                { "PUT", "logging", $"<BucketLoggingStatus>{Target}</BucketLoggingStatus>", Target, Target + Target },
                {
                    "PUT",
                    "versioning",
                    "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>",
                    "Enabled",
                    "Enabled Suspended"
                },
                {
                    "PUT",
                    "tagging",
                    "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>",
                    "</TagSet>",
                    "<Tag><Key>a</Key><Value>c</Value></Tag></TagSet>"
                },
                {
                    "POST",
                    "worm",
                    "<InitiateWormConfiguration><RetentionPeriodInDays>3</RetentionPeriodInDays></InitiateWormConfiguration>",
                    "</Init",
                    "<RetentionPeriodInDays>5</RetentionPeriodInDays></Init"
                },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task What_contradicts_itself_or_is_too_much_changes_nothing(
        string method,
        string query,
        string document,
        string part,
        string wrong
    )
    {
        var refused = document.Replace(part, wrong, StringComparison.Ordinal);
        var before = await SendAsync("GET", query, null);
        await AssertRefusedAsync();
        Assert.Equal(before.Status, (await SendAsync("GET", query, null)).Status);

        Assert.Equal(200, (await SendAsync(method, query, document)).Status);
        var set = (await SendAsync("GET", query, null)).Text;
        await AssertRefusedAsync();
        Assert.Equal(set, (await SendAsync("GET", query, null)).Text);

        async Task AssertRefusedAsync()
        {
            var answer = await SendAsync(method, query, refused);
            Assert.Equal(400, answer.Status);
            Assert.Contains(
                answer.Code,
                (string[])["MalformedXML", "InvalidArgument", "InvalidTag", "CORSRuleBeyondLimit"]
            );
        }
    }

    private Task<WireResponse> SendAsync(string method, string query, string? document) =>
        Server.SendAsync(method, Bucket, query: [H(query, "")], body: document is null ? null : Utf8(document));
}
