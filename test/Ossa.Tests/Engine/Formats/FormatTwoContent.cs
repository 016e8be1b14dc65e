using Ossa.Engine;
using Ossa.Engine.Buckets;
using Ossa.Engine.Listing;
using Ossa.Engine.Multipart;
using Ossa.Engine.Objects;
using Ossa.Engine.Versions;
using Ossa.Protocol.Access;
using Ossa.Storage;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Engine.Formats;

/// <summary>
/// What the sample of format 2 holds: versions, an object of parts, appends, a shared copy, an unfinished upload, and a row of the
/// garbage queue that nobody has collected. Bodies repeat themselves, so that the sample stays small.
/// </summary>
internal static class FormatTwoContent
{
    private const int PartBytes = Limits.MinPartBytes;

    private static readonly byte[] Large = Repeated(3);
    private static readonly byte[] FirstPart = Repeated(5);
    private static readonly byte[] LastPart = Bytes.Of("the end");

    private static readonly string[] Keys =
    [
        "appended",
        "copy of large",
        "large",
        "multipart",
        "名前 +%.txt",
        "versioned",
    ];

    private static CancellationToken Cancel => TestStore.Cancel;

    public static async Task WriteAsync(OssaEngine engine)
    {
        var bucket = await engine.Buckets.CreateAsync(
            "sample",
            engine.AccountId,
            CannedAcl.Private,
            "Standard",
            "LRS",
            Cancel
        );
        await PutAsync(engine, bucket, "replaced", Repeated(1), new NewObject());
        await engine.Objects.DeleteAsync(bucket, "replaced", Cancel);
        await PutAsync(engine, bucket, "large", Large, new NewObject());
        await using (var source = await engine.Objects.OpenAsync(bucket, "large", null, Cancel))
        {
            await engine.Objects.CopyAsync(source!, bucket, "copy of large", new NewObject(), Cancel);
        }

        var said = new ObjectMetadata([new("Content-Type", "text/plain")], [new("author", "me")]);
        var cold = new NewObject
        {
            StorageClass = "IA",
            Acl = CannedAcl.PublicRead,
            Metadata = said,
        };
        await PutAsync(engine, bucket, "名前 +%.txt", Bytes.Of("cold"), cold);
        await AppendAsync(engine, bucket, 0, "first ");
        await AppendAsync(engine, bucket, 6, "second");
        await WritePartsAsync(engine, bucket);
        await PutAsync(engine, bucket, "versioned", Bytes.Of("before versions"), new NewObject());
        bucket = await VersionAsync(engine);
        await PutAsync(engine, bucket, "versioned", Bytes.Of("first version"), new NewObject());
        await engine.Objects.DeleteAsync(bucket, "versioned", Cancel);
        await PutAsync(engine, bucket, "versioned", Bytes.Of("second version"), new NewObject());
    }

    public static async Task AssertAsync(OssaEngine engine)
    {
        var bucket = await engine.Buckets.GetAsync("sample", Cancel);
        var page = await engine.Listing.ListAsync(bucket, new ListQuery("", "", "", 100), Cancel);
        Assert.Equal(
            Keys.Order(StringComparer.Ordinal),
            page.Objects.Select(found => found.Key).Order(StringComparer.Ordinal)
        );
        await AssertBodyAsync(engine, bucket, "large", Large);
        await AssertBodyAsync(engine, bucket, "copy of large", Large);
        await AssertBodyAsync(engine, bucket, "appended", Bytes.Of("first second"));
        await AssertBodyAsync(engine, bucket, "multipart", [.. FirstPart, .. LastPart]);
        await AssertBodyAsync(engine, bucket, "名前 +%.txt", Bytes.Of("cold"));
        var cold = await engine.Objects.FindAsync(bucket, "名前 +%.txt", null, Cancel);
        Assert.Equal(("IA", CannedAcl.PublicRead), (cold!.StorageClass, cold.Acl));
        Assert.Equal("text/plain", cold.Metadata.Header("Content-Type"));
        Assert.Equal(new("author", "me"), Assert.Single(cold.Metadata.User));
        await AssertVersionsAsync(engine, bucket);
        await AssertUploadAsync(engine, bucket);
        await AssertCountersAsync(engine, bucket);
    }

    private static async Task AssertVersionsAsync(OssaEngine engine, Bucket bucket)
    {
        var query = new VersionQuery("versioned", "", "", null, 100);
        var versions = (await engine.Versions.ListAsync(bucket, query, Cancel)).Versions;
        var bodies = new List<string>();
        foreach (var version in versions)
        {
            var body = await SampleDirectory.ReadAsync(engine, bucket, "versioned", version.Record.Version);
            bodies.Add(version.Record.IsDeleteMarker ? "(marker)" : Bytes.Text(body));
        }

        Assert.Equal(["second version", "(marker)", "first version", "before versions"], bodies);
        Assert.Equal(VersionId.Null, versions[^1].Record.Version);
    }

    private static async Task AssertUploadAsync(OssaEngine engine, Bucket bucket)
    {
        var page = await engine.UploadListing.ListAsync(bucket, new UploadQuery("", "", "", null, 10), Cancel);
        var upload = Assert.Single(page.Uploads);
        Assert.Equal("unfinished", upload.Key);
        var parts = await engine.Uploads.ListPartsAsync(bucket, upload, 0, 10, Cancel);
        Assert.Equal((1, PartBytes), (Assert.Single(parts.Parts).Number, (int)parts.Parts[0].Size));
    }

    private static async Task AssertCountersAsync(OssaEngine engine, Bucket bucket)
    {
        var statistics = await engine.Statistics.ReadAsync(bucket, Cancel);
        // Two more versions of one key.
        Assert.Equal((Keys.Length + 2, 1), (statistics.Objects, statistics.DeleteMarkers));
        Assert.Equal((1, 1, PartBytes), (statistics.Uploads, statistics.Parts, statistics.PartBytes));
        Assert.Equal(new(1, 4, 65_536, 0, 0), statistics.Classes["IA"]);
        var bytes = (2 * Large.Length) + FirstPart.Length + LastPart.Length + "first second".Length + "cold".Length;
        Assert.Equal(bytes + "before versionsfirst versionsecond version".Length, statistics.Bytes);
    }

    private static async Task WritePartsAsync(OssaEngine engine, Bucket bucket)
    {
        var whole = await engine.Uploads.InitiateAsync(bucket, "multipart", new NewObject(), Cancel);
        await PutPartAsync(engine, bucket, whole, 1, FirstPart);
        await PutPartAsync(engine, bucket, whole, 2, LastPart);
        await engine.Uploads.CompleteAsync(bucket, whole, null, Cancel);
        var unfinished = await engine.Uploads.InitiateAsync(bucket, "unfinished", new NewObject(), Cancel);
        await PutPartAsync(engine, bucket, unfinished, 1, Repeated(7));
    }

    private static async Task<Bucket> VersionAsync(OssaEngine engine)
    {
        var bucket = await engine.Buckets.GetAsync("sample", Cancel);
        await engine.Buckets.SetVersioningAsync(bucket, VersioningState.Enabled, Cancel);
        return await engine.Buckets.GetAsync(bucket, Cancel);
    }

    private static async Task AssertBodyAsync(OssaEngine engine, Bucket bucket, string key, byte[] body) =>
        Assert.Equal(body, await SampleDirectory.ReadAsync(engine, bucket, key));

    private static async Task PutAsync(OssaEngine engine, Bucket bucket, string key, byte[] body, NewObject wanted) =>
        await engine.Objects.PutAsync(bucket, key, wanted, TestStore.ReadFrom(body), Cancel);

    private static async Task AppendAsync(OssaEngine engine, Bucket bucket, long position, string text)
    {
        var body = TestStore.ReadFrom(Bytes.Of(text));
        await engine.Appender.AppendAsync(bucket, "appended", position, new NewObject(), body, Cancel);
    }

    private static async Task PutPartAsync(
        OssaEngine engine,
        Bucket bucket,
        UploadRecord upload,
        int number,
        byte[] body
    ) =>
        Assert.NotNull(
            await engine.Uploads.PutPartAsync(bucket, upload, number, null, null, TestStore.ReadFrom(body), Cancel)
        );

    private static byte[] Repeated(int seed)
    {
        var body = new byte[PartBytes];
        for (var at = 0; at < body.Length; at++)
        {
            body[at] = (byte)((at >> 8) + (at % seed) + seed);
        }

        return body;
    }
}
