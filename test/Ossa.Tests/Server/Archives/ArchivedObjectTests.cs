using Xunit;

namespace Ossa.Tests.Server.Archives;

public sealed class ArchivedObjectTests : ArchiveTest
{
    [Fact]
    public async Task What_is_frozen_cannot_be_copied_and_what_is_restored_can()
    {
        await PutClassAsync("k", "Archive");
        var source = H("x-oss-copy-source", $"/{Bucket}/k");
        var frozen = await Server.SendAsync("PUT", Bucket, "copy", headers: [source], body: []);
        AssertRefused(frozen, 403, "InvalidObjectState", "0016-00000404");
        var begun = await Server.SendAsync("POST", Bucket, "parts", [H("uploads", "")], body: []);
        KeyValuePair<string, string>[] part = [H("partNumber", "1"), H("uploadId", begun.Element("UploadId")!)];
        Assert.Equal(403, (await Server.SendAsync("PUT", Bucket, "parts", part, [source], [])).Status);
        await RestoreAsync("k");
        Server.Time.Advance(Delay);
        Assert.Equal(200, (await Server.SendAsync("PUT", Bucket, "copy", headers: [source], body: [])).Status);
        Assert.Equal(200, (await Server.SendAsync("PUT", Bucket, "parts", part, [source], [])).Status);
        var copy = await GetAsync("copy");
        Assert.Equal(("Standard", null), (copy["x-oss-storage-class"], copy["x-oss-restore"]));
        Assert.Equal(Content, copy.Body);
    }

    [Fact]
    public async Task A_copy_onto_itself_changes_the_class_and_the_figures()
    {
        await PutClassAsync("k", "Standard");
        foreach (var storageClass in (string[])["IA", "Archive"])
        {
            KeyValuePair<string, string>[] headers =
            [
                H("x-oss-copy-source", $"/{Bucket}/k"),
                H("x-oss-storage-class", storageClass),
            ];
            Assert.Equal(200, (await Server.SendAsync("PUT", Bucket, "k", headers: headers, body: [])).Status);
            var stat = await Server.SendAsync("GET", Bucket, query: [H("stat", "")]);
            var figure = storageClass == "IA" ? "InfrequentAccess" : storageClass;
            Assert.Equal(
                ("1", $"{Content.Length}"),
                (stat.Element(figure + "ObjectCount"), stat.Element(figure + "Storage"))
            );
            Assert.Equal("0", stat.Element("StandardStorage"));
        }
        await AssertFrozenAsync("k");
    }

    [Fact]
    public async Task What_is_said_of_a_restored_object_may_change_and_it_stays_restored()
    {
        await PutClassAsync("k", "Archive");
        await RestoreAsync("k");
        Server.Time.Advance(Delay);
        var restored = await RestoreHeaderAsync("k");
        await Server.SendAsync("PUT", Bucket, "k", [H("acl", "")], [H("x-oss-object-acl", "public-read")], []);
        await Server.SendAsync("PUT", Bucket, "k", [H("tagging", "")], body: Utf8("<Tagging><TagSet/></Tagging>"));
        Assert.Equal(restored, await RestoreHeaderAsync("k"));
        await PutClassAsync("k", "Archive");
        await AssertFrozenAsync("k");
    }

    [Fact]
    public async Task A_link_opens_no_frozen_object()
    {
        await PutClassAsync("k", "Archive");
        await Server.SendAsync("PUT", Bucket, "link", [H("symlink", "")], [H("x-oss-symlink-target", "k")], []);
        await AssertFrozenAsync("link");
        await RestoreAsync("k");
        Server.Time.Advance(Delay);
        Assert.Equal(Content, (await GetAsync("link")).Body);
        Assert.Equal(await RestoreHeaderAsync("k"), await RestoreHeaderAsync("link"));
        AssertRefused(await RestoreAsync("link"), 400, "OperationNotSupported", "0016-00000702");
    }

    [Fact]
    public async Task Deleting_and_asking_about_frozen_objects_needs_no_restoration()
    {
        await PutClassAsync("k", "DeepColdArchive");
        Assert.Equal(200, (await Server.SendAsync("HEAD", Bucket, "k", [H("objectMeta", "")])).Status);
        Assert.Equal(204, (await Server.SendAsync("DELETE", Bucket, "k")).Status);
    }

    [Fact]
    public async Task Each_version_is_restored_by_itself()
    {
        var xml = Utf8("<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
        await Server.SendAsync("PUT", Bucket, query: [H("versioning", "")], body: xml);
        var first = (await PutClassAsync("k", "Archive"))["x-oss-version-id"]!;
        await PutClassAsync("k", "Archive");
        var restored = await RestoreAsync("k", version: first);
        Assert.Equal((202, first), (restored.Status, restored["x-oss-version-id"]));
        Server.Time.Advance(Delay);
        Assert.Equal(Content, (await Server.SendAsync("GET", Bucket, "k", [H("versionId", first)])).Body);
        await AssertFrozenAsync("k");
        Assert.Equal(200, (await CleanAsync("k", first)).Status);
        Assert.Equal(403, (await Server.SendAsync("GET", Bucket, "k", [H("versionId", first)])).Status);
        AssertRefused(await RestoreAsync("k", version: "nonsense"), 400, "InvalidArgument", "0012-00000202");
    }
}
