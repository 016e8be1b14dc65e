using Ossa.Engine;
using Ossa.Engine.Objects;
using Ossa.Engine.Statistics;
using Ossa.Protocol.Access;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Engine.Formats;

/// <summary>
/// What the sample of format 4 holds: all that is in that of format 3, and a bucket with small archived objects and an upload to a cold class.
/// </summary>
internal static class FormatFourContent
{
    private const string Cold = "cold";

    private static CancellationToken Cancel => TestStore.Cancel;

    public static async Task WriteAsync(OssaEngine engine)
    {
        await FormatThreeContent.WriteAsync(engine);
        var bucket = await engine.Buckets.CreateAsync(
            Cold,
            engine.AccountId,
            CannedAcl.Private,
            "Archive",
            "LRS",
            Cancel
        );
        foreach (var key in (string[])["one", "two"])
        {
            await engine.Objects.PutAsync(bucket, key, new NewObject(), TestStore.ReadFrom(Bytes.Of(key)), Cancel);
        }

        var wanted = new NewObject { StorageClass = "ColdArchive" };
        var upload = await engine.Uploads.InitiateAsync(bucket, "unfinished", wanted, Cancel);
        var body = TestStore.ReadFrom(Bytes.Of("part"));
        Assert.NotNull(await engine.Uploads.PutPartAsync(bucket, upload, 1, null, null, body, Cancel));
    }

    public static async Task AssertAsync(OssaEngine engine)
    {
        await FormatThreeContent.AssertAsync(engine);
        var bucket = await engine.Buckets.GetAsync(Cold, Cancel);
        var statistics = await engine.Statistics.ReadAsync(bucket, Cancel);
        Assert.Equal(new ClassStatistics(2, 6, 2 * 65_536, 0, 0), statistics.Classes["Archive"]);
        Assert.Equal(new ClassStatistics(0, 0, 0, 1, 4), statistics.Classes["ColdArchive"]);
    }
}
