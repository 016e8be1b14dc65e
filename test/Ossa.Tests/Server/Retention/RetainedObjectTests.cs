using System.Security.Cryptography;
using Ossa.Protocol.Documents;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Retention;

/// <summary>What may be done to an object while its bucket's retention policy protects it, and afterwards.</summary>
public sealed class RetainedObjectTests : RetentionTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_would_replace_change_or_delete_it_is_refused_until_its_days_are_over(bool locked)
    {
        Assert.Equal(200, (await PutAsync("before")).Status);
        Assert.Equal(200, (await PutAsync("source", [9])).Status);
        _ = locked ? await LockAsync(10) : await BeginAsync(10);
        Assert.Equal(200, (await PutAsync("after")).Status);
        foreach (var key in (string[])["before", "after"])
        {
            AssertImmutable(await PutAsync(key, [9]));
            AssertImmutable(await Server.SendAsync("DELETE", Bucket, key));
            AssertImmutable(await CopyAsync("source", key));
            AssertImmutable(await CopyAsync(key, key, H("x-oss-metadata-directive", "REPLACE")));
            AssertImmutable(await PutSymlinkAsync(key));
            AssertImmutable(await CompleteUploadAsync(key));
            AssertImmutable(await PostAsync(key));
            Assert.Equal([1, 2, 3], (await GetAsync(key)).Body);
        }

        // What is unlocked has expired by then, and what is locked has served its time.
        Server.Time.Advance(10 * Day);
        Assert.Equal(200, (await PutAsync("before", [9])).Status);
        Assert.Equal(204, (await Server.SendAsync("DELETE", Bucket, "after")).Status);
    }

    [Fact]
    public async Task The_days_count_from_when_the_object_was_written_to_the_millisecond()
    {
        var id = await LockAsync(2);
        Assert.Equal(200, (await PutAsync("key")).Status);
        Server.Time.Advance(2 * Day - TimeSpan.FromMilliseconds(1));
        AssertImmutable(await Server.SendAsync("DELETE", Bucket, "key"));
        Server.Time.Advance(TimeSpan.FromMilliseconds(2));
        Assert.Equal(200, (await PutAsync("key", [9])).Status);
        // It is another object by now, and the extension is for all.
        Server.Time.Advance(2 * Day);
        Assert.Equal(200, (await ExtendAsync(id, "3")).Status);
        AssertImmutable(await PutAsync("key"));
        Server.Time.Advance(Day);
        Assert.Equal(204, (await Server.SendAsync("DELETE", Bucket, "key")).Status);
    }

    [Fact]
    public async Task A_policy_that_is_taken_back_or_expires_protects_nothing_any_more()
    {
        await BeginAsync(10);
        Assert.Equal(200, (await PutAsync("key")).Status);
        AssertImmutable(await PutAsync("key"));
        Assert.Equal(204, (await AbortAsync()).Status);
        Assert.Equal(200, (await PutAsync("key")).Status);
        await BeginAsync(10);
        AssertImmutable(await PutAsync("key"));
        Server.Time.Advance(Day);
        Assert.Equal(200, (await PutAsync("key")).Status);
    }

    [Fact]
    public async Task Nothing_is_appended_to_it()
    {
        Assert.Equal(200, (await AppendAsync("before", 0)).Status);
        await LockAsync(1);
        Assert.Equal(200, (await AppendAsync("after", 0)).Status);
        AssertImmutable(await AppendAsync("before", 3));
        AssertImmutable(await AppendAsync("after", 3));
        Server.Time.Advance(Day);
        Assert.Equal(200, (await AppendAsync("after", 3)).Status);
        AssertImmutable(await AppendAsync("after", 6));
        Assert.Equal([1, 2, 3, 1, 2, 3], (await GetAsync("after")).Body);
    }

    [Fact]
    public async Task What_is_said_of_it_without_touching_its_bytes_may_change()
    {
        await LockAsync(1);
        Assert.Equal(200, (await PutAsync("key")).Status);
        var acl = await Server.SendAsync("PUT", Bucket, "key", [H("acl", "")], [H("x-oss-object-acl", "private")]);
        Assert.Equal(200, acl.Status);
        const string Tags = "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>";
        var tagged = await Server.SendAsync("PUT", Bucket, "key", [H("tagging", "")], body: Utf8(Tags));
        Assert.Equal(200, tagged.Status);
        Assert.Equal(200, (await CopyAsync("key", "copy")).Status);
        AssertImmutable(await Server.SendAsync("DELETE", Bucket, "key"));
    }

    [Fact]
    public async Task Of_many_deletions_the_protected_ones_are_named_and_the_others_done()
    {
        Assert.Equal(200, (await PutAsync("old")).Status);
        Server.Time.Advance(Day);
        Assert.Equal(200, (await PutAsync("new & shiny")).Status);
        await LockAsync(1);
        var result = await DeleteManyAsync(quiet: false, "old", "new & shiny", "missing");
        Assert.Equal(["old", "missing"], result.Deleted.Select(entry => entry.Key));
        var failed = new FailedDeletion("new & shiny", null, "FileImmutable", "The object you specified is immutable.");
        Assert.Equal([failed], result.Errors);
        Assert.Equal(404, (await GetAsync("old")).Status);
        Assert.Equal(200, (await GetAsync("new & shiny")).Status);

        var quiet = await DeleteManyAsync(quiet: true, "new & shiny", "missing", "new & shiny");
        Assert.Empty(quiet.Deleted);
        Assert.Equal([failed], quiet.Errors);
    }

    [Fact]
    public async Task Where_versions_are_kept_each_stays_and_new_ones_and_markers_may_come()
    {
        const string Enabled = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
        Assert.Equal(200, (await PutAsync("key", [0])).Status);
        Assert.Equal(200, (await SendAsync("PUT", Enabled, H("versioning", ""))).Status);
        await LockAsync(1);
        var first = (await PutAsync("key", [1]))["x-oss-version-id"]!;
        Assert.Equal(200, (await PutAsync("key", [2])).Status);
        var marker = await Server.SendAsync("DELETE", Bucket, "key");
        Assert.Equal((204, "true"), (marker.Status, marker["x-oss-delete-marker"]));
        AssertImmutable(await DeleteVersionAsync(first));
        AssertImmutable(await DeleteVersionAsync("null"));
        Assert.Equal(204, (await DeleteVersionAsync(marker["x-oss-version-id"]!)).Status);
        Assert.Equal([2], (await GetAsync("key")).Body);
        Server.Time.Advance(Day);
        Assert.Equal(204, (await DeleteVersionAsync(first)).Status);
        Assert.Equal(204, (await DeleteVersionAsync("null")).Status);
    }

    [Fact]
    public async Task Parts_that_are_no_object_yet_are_not_protected()
    {
        await LockAsync(10);
        var id = (await Server.SendAsync("POST", Bucket, "key", [H("uploads", "")])).Element("UploadId")!;
        Assert.Equal(200, (await PutPartAsync("key", id)).Status);
        Assert.Equal(200, (await PutPartAsync("key", id)).Status);
        Assert.Equal(204, (await Server.SendAsync("DELETE", Bucket, "key", [H("uploadId", id)])).Status);
    }

    private Task<WireResponse> DeleteVersionAsync(string version) =>
        Server.SendAsync("DELETE", Bucket, "key", [H("versionId", version)]);

    private Task<WireResponse> CopyAsync(string from, string to, params KeyValuePair<string, string>[] headers) =>
        Server.SendAsync("PUT", Bucket, to, headers: [H("x-oss-copy-source", $"/{Bucket}/{from}"), .. headers]);

    private Task<WireResponse> PutSymlinkAsync(string key) =>
        Server.SendAsync("PUT", Bucket, key, [H("symlink", "")], [H("x-oss-symlink-target", "other")]);

    private Task<WireResponse> AppendAsync(string key, int position) =>
        Server.SendAsync("POST", Bucket, key, [H("append", ""), H("position", $"{position}")], body: [1, 2, 3]);

    private Task<WireResponse> PutPartAsync(string key, string id) =>
        Server.SendAsync("PUT", Bucket, key, [H("partNumber", "1"), H("uploadId", id)], body: [9]);

    private async Task<WireResponse> CompleteUploadAsync(string key)
    {
        var id = (await Server.SendAsync("POST", Bucket, key, [H("uploads", "")])).Element("UploadId")!;
        Assert.Equal(200, (await PutPartAsync(key, id)).Status);
        return await Server.SendAsync("POST", Bucket, key, [H("uploadId", id)], [H("x-oss-complete-all", "yes")]);
    }

    private Task<WireResponse> PostAsync(string key)
    {
        var form = PostForm.WithKey(key).SignV4(Server.Time.GetUtcNow()).File([9]).ToBytes();
        return Server.SendRawAsync("POST", $"/{Bucket}", [PostForm.ContentType], form);
    }

    private async Task<DeleteResult> DeleteManyAsync(bool quiet, params string[] keys)
    {
        var request = new DeleteRequest { Quiet = quiet, Objects = [.. keys.Select(key => new ObjectIdentifier(key))] };
        var body = XmlText.ToUtf8(request);
        var answer = await Server.SendAsync(
            "POST",
            Bucket,
            query: [H("delete", "")],
            headers: [H("Content-MD5", Convert.ToBase64String(MD5.HashData(body)))],
            body: body
        );
        Assert.Equal(200, answer.Status);
        return DeleteResult.Read(new MemoryStream(answer.Body));
    }
}
