using Xunit;

namespace Ossa.Tests.Server.Archives;

public sealed class RestoreObjectTests : ArchiveTest
{
    [Theory]
    [InlineData("Archive", null)]
    [InlineData("ColdArchive", "Standard")]
    [InlineData("DeepColdArchive", "Standard")]
    public async Task An_archived_object_is_frozen_restored_and_frozen_again(string storageClass, string? priority)
    {
        await PutClassAsync("k", storageClass);
        await AssertFrozenAsync("k");
        var head = await Server.SendAsync("HEAD", Bucket, "k");
        Assert.Equal((200, storageClass, null), (head.Status, head["x-oss-storage-class"], head["x-oss-restore"]));
        var first = await RestoreAsync("k", Days("2"));
        Assert.Equal(
            (202, "0", priority),
            (first.Status, first["Content-Length"], first["x-oss-object-restore-priority"])
        );
        Assert.Equal("ongoing-request=\"true\"", await RestoreHeaderAsync("k"));
        await AssertFrozenAsync("k");
        AssertRefused(await RestoreAsync("k", Days("2")), 409, "RestoreAlreadyInProgress", "0016-00000701");
        Server.Time.Advance(Delay);
        var expiry = Server.Time.GetUtcNow().AddDays(2);
        var got = await GetAsync("k");
        Assert.Equal(200, got.Status);
        Assert.Equal(Content, got.Body);
        Assert.Equal((Until(expiry), storageClass), (got["x-oss-restore"], got["x-oss-storage-class"]));
        Assert.Equal(Until(expiry), await RestoreHeaderAsync("k"));
        Server.Time.Advance(TimeSpan.FromDays(2));
        await AssertFrozenAsync("k");
        Assert.Null(await RestoreHeaderAsync("k"));
        Assert.Equal(202, (await RestoreAsync("k", Days("1"))).Status);
    }

    [Theory]
    [InlineData("Archive", 7)]
    [InlineData("ColdArchive", 365)]
    public async Task The_time_of_a_restored_object_is_prolonged_up_to_a_bound(string storageClass, int most)
    {
        await PutClassAsync("k", storageClass);
        await RestoreAsync("k");
        Server.Time.Advance(Delay);
        var ready = Server.Time.GetUtcNow();
        Assert.Equal(Until(ready.AddDays(1)), await RestoreHeaderAsync("k"));
        Assert.Equal(200, (await RestoreAsync("k", Days("2"))).Status);
        Assert.Equal(Until(ready.AddDays(3)), await RestoreHeaderAsync("k"));
        Assert.Equal(200, (await RestoreAsync("k", Days($"{most}"))).Status);
        Assert.Equal(Until(ready.AddDays(most)), await RestoreHeaderAsync("k"));
    }

    [Theory]
    [InlineData("Standard")]
    [InlineData("IA")]
    public async Task What_is_not_archived_is_not_restored(string storageClass)
    {
        await PutClassAsync("k", storageClass);
        Assert.Equal(Content, (await GetAsync("k")).Body);
        AssertRefused(await RestoreAsync("k"), 400, "OperationNotSupported", "0016-00000702");
        AssertRefused(await CleanAsync("k"), 400, "OperationNotSupported", "0016-00000702");
        AssertRefused(await RestoreAsync("none"), 404, "NoSuchKey", "0026-00000001");
        AssertRefused(await CleanAsync("none"), 404, "NoSuchKey", "0026-00000001");
    }

    [Theory]
    [InlineData("Archive", "<RestoreRequest><Days>8</Days></RestoreRequest>", "0016-00000708")]
    [InlineData("Archive", "<RestoreRequest><Days>0</Days></RestoreRequest>", "0016-00000708")]
    [InlineData("Archive", "<RestoreRequest><Days>a</Days></RestoreRequest>", "0016-00000708")]
    [InlineData("Archive", "<RestoreRequest><Days/></RestoreRequest>", "0016-00000708")]
    [InlineData("ColdArchive", "<RestoreRequest><Days>-1</Days></RestoreRequest>", "0016-00000704")]
    [InlineData("DeepColdArchive", "<RestoreRequest><Days>366</Days></RestoreRequest>", "0016-00000704")]
    [InlineData("Archive", "<RestoreRequest><Days>1</Days><Days>6</Days></RestoreRequest>", "0016-00000707")]
    [InlineData(
        "ColdArchive",
        "<RestoreRequest><JobParameters><Tier>Test</Tier></JobParameters></RestoreRequest>",
        "0016-00000703"
    )]
    [InlineData(
        "DeepColdArchive",
        "<RestoreRequest><JobParameters><Tier>Bulk</Tier></JobParameters></RestoreRequest>",
        "0016-00000703"
    )]
    [InlineData("Archive", "<Restore/>", null)]
    [InlineData("Archive", "<RestoreRequest>", null)]
    [InlineData("Archive", "<!DOCTYPE a []><RestoreRequest/>", null)]
    public async Task A_request_that_is_none_is_refused_and_restores_nothing(
        string storageClass,
        string xml,
        string? ec
    )
    {
        await PutClassAsync("k", storageClass);
        AssertRefused(await RestoreAsync("k", xml), 400, "MalformedXML", ec);
        Assert.Null(await RestoreHeaderAsync("k"));
    }

    [Fact]
    public async Task Only_a_more_urgent_wish_is_taken_while_an_object_is_being_restored()
    {
        await PutClassAsync("k", "ColdArchive");
        var bulk = await RestoreAsync("k", Days("1", "Bulk"));
        Assert.Equal((202, "Bulk"), (bulk.Status, bulk["x-oss-object-restore-priority"]));
        Assert.Equal(409, (await RestoreAsync("k", Days("1", "Bulk"))).Status);
        var urgent = await RestoreAsync("k", Days("3", "Expedited"));
        Assert.Equal((202, "Expedited"), (urgent.Status, urgent["x-oss-object-restore-priority"]));
        Assert.Equal(409, (await RestoreAsync("k", Days("1", "Standard"))).Status);
        Server.Time.Advance(Delay);
        Assert.Equal(Until(Server.Time.GetUtcNow().AddDays(3)), await RestoreHeaderAsync("k"));
    }

    [Fact]
    public async Task A_restored_object_can_be_frozen_before_its_time()
    {
        await PutClassAsync("k", "ColdArchive");
        AssertRefused(await CleanAsync("k"), 409, "ArchiveRestoreFileStale", "0016-00000718");
        await RestoreAsync("k");
        AssertRefused(await CleanAsync("k"), 409, "ArchiveRestoreNotFinished", "0016-00000719");
        Server.Time.Advance(Delay);
        Assert.Equal(200, (await CleanAsync("k")).Status);
        await AssertFrozenAsync("k");
        Assert.Null(await RestoreHeaderAsync("k"));
        AssertRefused(await CleanAsync("k"), 409, "ArchiveRestoreFileStale", "0016-00000718");
    }

    [Fact]
    public async Task Listings_tell_of_restorations()
    {
        await PutClassAsync("frozen", "Archive");
        await PutClassAsync("restored", "Archive");
        await RestoreAsync("restored");
        Server.Time.Advance(Delay);
        var until = Until(Server.Time.GetUtcNow().AddDays(1));
        await PutClassAsync("under way", "Archive");
        await RestoreAsync("under way");
        foreach (
            var (query, entry) in ((string, string)[])
                [("prefix", "Contents"), ("list-type", "Contents"), ("versions", "Version")]
        )
        {
            var listing = await Server.SendAsync("GET", Bucket, query: [H(query, query == "list-type" ? "2" : "")]);
            Assert.Equal(
                [null, until, "ongoing-request=\"true\""],
                listing.Xml.Elements(entry).Select(found => found.Element("RestoreInfo")?.Value)
            );
        }
    }

    [Theory]
    [InlineData("restore")]
    [InlineData("cleanRestoredObject")]
    public async Task Only_the_owner_restores(string subResource)
    {
        await PutAsync("k", Content, H("x-oss-storage-class", "Archive"), H("x-oss-object-acl", "public-read-write"));
        var answer = await Server.SendRawAsync("POST", $"/{Bucket}/k?{subResource}", body: []);
        Assert.Equal((403, "AccessDenied"), (answer.Status, answer.Code));
        Assert.Equal(405, (await Server.SendAsync("GET", Bucket, "k", [H(subResource, "")])).Status);
        Assert.Null(await RestoreHeaderAsync("k"));
    }
}
