using System.Globalization;
using Ossa.Engine.Lifecycle;
using Ossa.Server.Administration;
using Ossa.Storage;
using Ossa.Storage.InMemory;
using Ossa.Tests.Engine.Lifecycle;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Lifecycle;

/// <summary>What becomes of objects under rules, as their clients see it.</summary>
public sealed class LifecycleEffectTests : LifecycleTest
{
    [Fact]
    public async Task An_object_that_expires_says_when_and_by_which_rule()
    {
        await PutAsync("tmp/a b");
        await PutAsync("kept");
        await SetAsync(Rule("tmp/", Expire(10)).Replace("<ID>tmp/<", "<ID>ten days<", StringComparison.Ordinal));
        var midnight = Server.Time.GetUtcNow().UtcDateTime.Date.AddDays(11);
        var expected =
            $"expiry-date=\"{midnight.ToString("r", CultureInfo.InvariantCulture)}\", rule-id=\"ten%20days\"";
        foreach (var method in (string[])["HEAD", "GET"])
        {
            Assert.Equal(expected, (await Server.SendAsync(method, Bucket, "tmp/a b"))["x-oss-expiration"]);
            Assert.Null((await Server.SendAsync(method, Bucket, "kept"))["x-oss-expiration"]);
        }

        await DeleteRulesAsync();
        Assert.Null((await GetAsync("tmp/a b"))["x-oss-expiration"]);
        await SetAsync(Rule("tmp/", Expire(10), status: "Disabled"));
        Assert.Null((await GetAsync("tmp/a b"))["x-oss-expiration"]);
    }

    [Fact]
    public async Task Objects_are_answered_although_the_rules_of_their_bucket_are_damaged()
    {
        var storage = InMemoryEngine.Create();
        await using var server = await TestServer.StartAsync(storage: storage);
        Assert.Equal(200, (await server.SendAsync("PUT", Bucket)).Status);
        Assert.Equal(200, (await server.SendAsync("PUT", Bucket, "k", body: [1, 2, 3])).Status);
        var cancel = TestContext.Current.CancellationToken;
        var bucket = await server.Engine.Buckets.GetAsync(Bucket, cancel);
        await server.Engine.Lifecycles.SetAsync(bucket, [LifecycleRules.Expiring(9)], cancel);
        var control = new PartitionId("control");
        var range = KeyRange.Prefix(Utf8("y/"));
        var row = Assert.Single(await storage.Metadata.ScanAsync(control, RowFamily.Record, range, 10, cancel));
        await storage.Metadata.ApplyAsync(control, new WriteBatch().Put(RowFamily.Record, row.Key, [77]), cancel);
        foreach (var method in (string[])["HEAD", "GET"])
        {
            var answer = await server.SendAsync(method, Bucket, "k");
            Assert.Equal((200, null), (answer.Status, answer["x-oss-expiration"]));
        }
    }

    [Fact]
    public async Task What_expires_is_gone_and_what_has_other_tags_stays()
    {
        await PutAsync("a", null, H("x-oss-tagging", "k=v&x=y"));
        await PutAsync("b", null, H("x-oss-tagging", "k=w"));
        await PutAsync("c");
        await SetAsync(Rule("", "<Tag><Key>k</Key><Value>v</Value></Tag>" + Expire(1)));
        Server.Time.Advance(TimeSpan.FromDays(2));
        await RunAsync();
        Assert.Equal(404, (await GetAsync("a")).Status);
        Assert.Equal((200, 200), ((await GetAsync("b")).Status, (await GetAsync("c")).Status));
    }

    [Fact]
    public async Task A_longer_rule_does_not_keep_what_a_shorter_one_deletes()
    {
        await PutAsync("dir1/x");
        await PutAsync("dir1/dir2/x");
        await SetAsync(Rule("dir1/", Expire(180)), Rule("dir1/dir2/", Move(30, "IA") + Expire(60)));
        Server.Time.Advance(TimeSpan.FromDays(40));
        await RunAsync();
        Assert.Equal("Standard", await ClassAsync("dir1/x"));
        Assert.Equal("IA", await ClassAsync("dir1/dir2/x"));
        Server.Time.Advance(TimeSpan.FromDays(40));
        await RunAsync();
        Assert.Equal(200, (await GetAsync("dir1/x")).Status);
        Assert.Equal(404, (await GetAsync("dir1/dir2/x")).Status);
        Server.Time.Advance(TimeSpan.FromDays(120));
        await RunAsync();
        Assert.Equal(404, (await GetAsync("dir1/x")).Status);
    }

    [Fact]
    public async Task A_transition_shows_in_heads_and_listings_and_an_archive_must_be_restored()
    {
        await PutAsync("k", new byte[1000]);
        var before = await Server.SendAsync("HEAD", Bucket, "k");
        await SetAsync(Rule("", Move(1, "IA") + Move(5, "ColdArchive")));
        Server.Time.Advance(TimeSpan.FromDays(2));
        await RunAsync();
        var warm = await Server.SendAsync("HEAD", Bucket, "k");
        Assert.Equal(("IA", null), (warm["x-oss-storage-class"], warm["x-oss-transition-time"]));
        Assert.Equal((before["ETag"], before["Last-Modified"]), (warm["ETag"], warm["Last-Modified"]));
        Assert.Equal(200, (await GetAsync("k")).Status);

        Server.Time.Advance(TimeSpan.FromDays(9));
        await RunAsync();
        var cold = await Server.SendAsync("HEAD", Bucket, "k");
        var now = Server.Time.GetUtcNow();
        Assert.Equal("ColdArchive", cold["x-oss-storage-class"]);
        Assert.Equal(now.ToString("r", CultureInfo.InvariantCulture), cold["x-oss-transition-time"]);
        AssertRefused(await GetAsync("k"), 403, "InvalidObjectState", "0016-00000404");
        foreach (var version in (string[])["1", "2"])
        {
            var list = (await Server.SendAsync("GET", Bucket, query: [H("list-type", version)])).Xml;
            Assert.Equal("ColdArchive", list.Descendants("StorageClass").Single().Value);
            Assert.StartsWith(
                now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
                list.Descendants("TransitionTime").Single().Value,
                StringComparison.Ordinal
            );
        }

        var stat = await Server.SendAsync("GET", Bucket, query: [H("stat", "")]);
        Assert.Equal(("1", "1000"), (stat.Element("ColdArchiveObjectCount"), stat.Element("ColdArchiveRealStorage")));
        Assert.Equal(202, (await Server.SendAsync("POST", Bucket, "k", [H("restore", "")], body: [])).Status);
        Server.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(200, (await GetAsync("k")).Status);
    }

    [Fact]
    public async Task Where_versions_are_kept_an_expired_object_is_behind_a_marker()
    {
        await Server.SendAsync(
            "PUT",
            Bucket,
            query: [H("versioning", "")],
            body: Utf8("<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>")
        );
        var version = (await PutAsync("k"))["x-oss-version-id"]!;
        await SetAsync(Rule("", Expire(1)));
        Server.Time.Advance(TimeSpan.FromDays(2));
        await RunAsync();
        var gone = await GetAsync("k");
        Assert.Equal((404, "true"), (gone.Status, gone["x-oss-delete-marker"]));
        var old = await Server.SendAsync("GET", Bucket, "k", [H("versionId", version)]);
        Assert.Equal((200, null), (old.Status, old["x-oss-expiration"]));
        var list = await Server.SendAsync("GET", Bucket, query: [H("versions", "")]);
        Assert.Single(list.Xml.Descendants("DeleteMarker"));
    }

    [Fact]
    public async Task An_unfinished_upload_is_aborted()
    {
        var begun = await Server.SendAsync("POST", Bucket, "big", [H("uploads", "")], body: []);
        KeyValuePair<string, string>[] part = [H("partNumber", "1"), H("uploadId", begun.Element("UploadId")!)];
        Assert.Equal(200, (await Server.SendAsync("PUT", Bucket, "big", part, body: [1])).Status);
        await SetAsync(Rule("", "<AbortMultipartUpload><Days>1</Days></AbortMultipartUpload>"));
        Server.Time.Advance(TimeSpan.FromDays(2));
        await RunAsync();
        Assert.Equal("NoSuchUpload", (await Server.SendAsync("PUT", Bucket, "big", part, body: [1])).Code);
    }

    [Fact]
    public async Task A_dry_run_tells_each_action_and_does_none()
    {
        await PutAsync("a", new byte[7]);
        await SetAsync(Rule("", Expire(1)));
        var at = Server.Time.GetUtcNow().AddDays(9).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        Assert.Equal(0, LifecycleLines.ReadSummary((await AskAsync(H("dry-run", ""))).Text.Trim())!.Value.Acted);
        var answer = await AskAsync(H("dry-run", ""), H("at", at), H("bucket", Bucket));
        Assert.Equal((200, "application/x-ndjson"), (answer.Status, answer["Content-Type"]));
        var lines = answer.Text.TrimEnd('\n').Split('\n');
        var step = LifecycleLines.ReadStep(lines[0]);
        Assert.Equal(
            (Bucket, "a", LifecycleActionKind.Expire, LifecycleOutcome.Planned, 7),
            (step.Bucket, step.Key, step.Action.Kind, step.Outcome, step.Bytes)
        );
        var summary = LifecycleLines.ReadSummary(lines[1])!.Value;
        Assert.Equal((1, 1, 1, 7), (summary.Buckets, summary.Judged, summary.Expired, summary.Bytes));
        Assert.Equal(200, (await GetAsync("a")).Status);

        AssertRefused(await AskAsync(H("at", at)), 400, "InvalidArgument", null);
        AssertRefused(await AskAsync(H("dry-run", ""), H("at", "soon")), 400, "InvalidArgument", null);
        AssertRefused(await AskAsync(H("dry-run", ""), H("after", "99999999d")), 400, "InvalidArgument", null);
        Assert.Equal("NoSuchBucket", (await AskAsync(H("bucket", "missing-bucket"))).Code);
    }

    private async Task<string?> ClassAsync(string key) =>
        (await Server.SendAsync("HEAD", Bucket, key))["x-oss-storage-class"];

    /// <summary>After this all that was due is done, by this run or by the one in the background.</summary>
    private async Task RunAsync() => Assert.Equal(200, (await AskAsync()).Status);

    private Task<WireResponse> AskAsync(params KeyValuePair<string, string>[] query) =>
        Server.SendAsync("POST", "-", "admin/v1/lifecycle", query);
}
