using Ossa.Protocol.Documents;
using Xunit;

namespace Ossa.Tests.Server.Retention;

/// <summary>The operations on a bucket's retention policy over the wire.</summary>
public sealed class BucketWormTests : RetentionTest
{
    [Fact]
    public async Task A_policy_is_made_locked_extended_and_told()
    {
        AssertRefused(await GetWormAsync(), 404, "NoSuchWORMConfiguration", "0027-00000009");
        var id = await BeginAsync(30);
        await AssertPolicyAsync(id, "InProgress", 30);
        var created = WormConfiguration.Read(new MemoryStream((await GetWormAsync()).Body)).CreationDate;
        Assert.Equal(Server.Time.GetUtcNow().ToUnixTimeMilliseconds(), created.ToUnixTimeMilliseconds());
        Assert.Equal(200, (await CompleteAsync(id)).Status);
        await AssertPolicyAsync(id, "Locked", 30);
        Assert.Equal(200, (await ExtendAsync(id, "25550")).Status);
        Server.Time.Advance(1000 * Day);
        await AssertPolicyAsync(id, "Locked", 25_550);
    }

    [Fact]
    public async Task A_policy_that_is_not_locked_is_taken_back_and_another_one_made()
    {
        var first = await BeginAsync(1);
        AssertRefused(await InitiateAsync("2"), 400, "InvalidWORMConfiguration", null);
        Assert.Equal(204, (await AbortAsync()).Status);
        AssertRefused(await AbortAsync(), 404, "NoSuchWORMConfiguration", null);
        AssertRefused(await CompleteAsync(first), 404, "NoSuchWORMConfiguration", null);
        AssertRefused(await ExtendAsync(first, "2"), 404, "NoSuchWORMConfiguration", null);
        Assert.NotEqual(first, await BeginAsync(2));
    }

    [Fact]
    public async Task A_locked_policy_is_neither_removed_nor_shortened_nor_replaced()
    {
        var id = await LockAsync(10);
        AssertRefused(await AbortAsync(), 403, "WORMConfigurationLocked", null);
        AssertRefused(await CompleteAsync(id), 403, "WORMConfigurationLocked", null);
        AssertRefused(await InitiateAsync("20"), 403, "WORMConfigurationLocked", null);
        foreach (var days in (string[])["9", "10"])
        {
            AssertRefused(await ExtendAsync(id, days), 400, "InvalidWORMConfiguration", null);
        }

        foreach (var days in (string[])["25551", "0", "-1"])
        {
            AssertRefused(await ExtendAsync(id, days), 400, "InvalidWORMConfiguration", "0027-00000002");
        }

        AssertRefused(await ExtendAsync("another", "11"), 404, "NoSuchWORMConfiguration", null);
        AssertRefused(await CompleteAsync("another"), 404, "NoSuchWORMConfiguration", null);
        await AssertPolicyAsync(id, "Locked", 10);
    }

    [Fact]
    public async Task A_policy_that_nobody_locks_in_a_day_expires()
    {
        var id = await BeginAsync(10);
        AssertRefused(await ExtendAsync(id, "11"), 400, "InvalidWORMConfiguration", null);
        Server.Time.Advance(Day - TimeSpan.FromSeconds(1));
        await AssertPolicyAsync(id, "InProgress", 10);
        Server.Time.Advance(TimeSpan.FromSeconds(1));
        await AssertPolicyAsync(id, "Expired", 10);
        AssertRefused(await CompleteAsync(id), 400, "InvalidWORMConfiguration", null);

        var next = await BeginAsync(5);
        await AssertPolicyAsync(next, "InProgress", 5);
        Server.Time.Advance(Day);
        Assert.Equal(204, (await AbortAsync()).Status);
        AssertRefused(await GetWormAsync(), 404, "NoSuchWORMConfiguration", "0027-00000009");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("25551")]
    [InlineData("2147483647")]
    public async Task Days_have_bounds(string days)
    {
        AssertRefused(await InitiateAsync(days), 400, "InvalidWORMConfiguration", "0027-00000002");
        AssertRefused(await GetWormAsync(), 404, "NoSuchWORMConfiguration", "0027-00000009");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("nothing")]
    [InlineData("<InitiateWormConfiguration>")]
    [InlineData("<ExtendWormConfiguration><RetentionPeriodInDays>1</RetentionPeriodInDays></ExtendWormConfiguration>")]
    [InlineData("<!DOCTYPE a><InitiateWormConfiguration/>")]
    public async Task What_is_no_policy_is_refused(string? xml)
    {
        AssertRefused(await SendAsync("POST", xml, H("worm", "")), 400, "MalformedXML", "0015-00000231");
        AssertRefused(await GetWormAsync(), 404, "NoSuchWORMConfiguration", "0027-00000009");
    }

    [Theory]
    [InlineData("", "0027-00000004")]
    [InlineData("<RetentionPeriodInDays>1e3</RetentionPeriodInDays>", "0027-00000005")]
    [InlineData("<RetentionPeriodInDays/>", "0027-00000005")]
    [InlineData("<RetentionPeriodInDays>99999999999</RetentionPeriodInDays>", "0027-00000005")]
    public async Task Days_that_are_missing_and_days_that_are_no_number_are_told_apart(string days, string ec)
    {
        var xml = $"<InitiateWormConfiguration>{days}</InitiateWormConfiguration>";
        AssertRefused(await SendAsync("POST", xml, H("worm", "")), 400, "MalformedXML", ec);
        AssertRefused(await GetWormAsync(), 404, "NoSuchWORMConfiguration", "0027-00000009");
    }

    [Fact]
    public async Task An_element_that_nobody_knows_is_skipped()
    {
        const string Xml =
            "<InitiateWormConfiguration xmlns='http://doc.oss-cn-hangzhou.aliyuncs.com'><Mode>x</Mode>"
            + "<RetentionPeriodInDays>1</RetentionPeriodInDays></InitiateWormConfiguration>";
        Assert.Equal(200, (await SendAsync("POST", Xml, H("worm", ""))).Status);
    }

    [Fact]
    public async Task Only_the_owner_of_a_bucket_that_is_there_may_ask_and_only_by_its_methods()
    {
        foreach (
            var (method, target) in ((string, string)[])
                [
                    ("POST", "?worm"),
                    ("POST", "?wormId=1"),
                    ("POST", "?wormId=1&wormExtend"),
                    ("DELETE", "?worm"),
                    ("GET", "?worm"),
                ]
        )
        {
            Assert.Equal(403, (await Server.SendRawAsync(method, $"/{Bucket}/{target}", body: [])).Status);
        }

        Assert.Equal("NoSuchBucket", (await Server.SendAsync("GET", "missing-bucket", query: [H("worm", "")])).Code);
        Assert.Equal("MethodNotAllowed", (await SendAsync("PUT", "", H("worm", ""))).Code);
        Assert.Equal("MethodNotAllowed", (await SendAsync("GET", null, H("wormId", "1"))).Code);
        Assert.Equal("NoSuchWORMConfiguration", (await CompleteAsync("")).Code);
    }

    [Fact]
    public async Task It_does_not_go_with_versions_that_are_suspended_and_versions_stay_as_they_are_under_it()
    {
        Assert.Equal(200, (await SetVersioningAsync("Suspended")).Status);
        AssertRefused(await InitiateAsync("1"), 400, "InvalidBucketStatus", "0027-00000003");
        Assert.Equal(200, (await SetVersioningAsync("Enabled")).Status);
        await LockAsync(1);
        AssertRefused(await SetVersioningAsync("Suspended"), 400, "InvalidBucketStatus", "0012-00000006");
        Assert.Equal(200, (await SetVersioningAsync("Enabled")).Status);
    }

    [Fact]
    public async Task A_bucket_with_a_policy_comes_to_keep_no_versions_until_that_has_expired()
    {
        await BeginAsync(1);
        AssertRefused(await SetVersioningAsync("Enabled"), 400, "InvalidBucketStatus", "0012-00000006");
        Server.Time.Advance(Day);
        Assert.Equal(200, (await SetVersioningAsync("Enabled")).Status);
    }

    [Fact]
    public async Task An_empty_bucket_goes_with_its_policy_and_one_with_objects_stays()
    {
        await LockAsync(1);
        Assert.Equal(200, (await PutAsync("key")).Status);
        AssertRefused(await Server.SendAsync("DELETE", Bucket), 409, "BucketNotEmpty", "0015-00000301");
        Server.Time.Advance(Day);
        Assert.Equal(204, (await Server.SendAsync("DELETE", Bucket, "key")).Status);
        Assert.Equal(204, (await Server.SendAsync("DELETE", Bucket)).Status);
        Assert.Equal(200, (await Server.SendAsync("PUT", Bucket)).Status);
        AssertRefused(await GetWormAsync(), 404, "NoSuchWORMConfiguration", "0027-00000009");
    }

    private Task<Wire.WireResponse> SetVersioningAsync(string status) =>
        SendAsync(
            "PUT",
            $"<VersioningConfiguration><Status>{status}</Status></VersioningConfiguration>",
            H("versioning", "")
        );
}
