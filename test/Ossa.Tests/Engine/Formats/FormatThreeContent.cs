using Ossa.Engine;
using Ossa.Engine.Buckets;
using Ossa.Engine.Objects;
using Ossa.Protocol.Access;
using Ossa.Protocol.Errors;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Engine.Formats;

/// <summary>What the sample of format 3 holds: all that is in that of format 2, and a bucket with a retention policy that is locked.</summary>
internal static class FormatThreeContent
{
    private const string Held = "held";
    private const int Days = 25_550;

    private static readonly byte[] Body = Bytes.Of("held for seventy years");

    private static CancellationToken Cancel => TestStore.Cancel;

    public static async Task WriteAsync(OssaEngine engine)
    {
        await FormatTwoContent.WriteAsync(engine);
        var bucket = await engine.Buckets.CreateAsync(
            Held,
            engine.AccountId,
            CannedAcl.Private,
            "Standard",
            "LRS",
            Cancel
        );
        await engine.Objects.PutAsync(bucket, "k", new NewObject(), TestStore.ReadFrom(Body), Cancel);
        var policy = await engine.Retention.InitiateAsync(bucket, Days, Cancel);
        await engine.Retention.LockAsync(bucket, policy.Id, Cancel);
    }

    public static async Task AssertAsync(OssaEngine engine)
    {
        await FormatTwoContent.AssertAsync(engine);
        var bucket = await engine.Buckets.GetAsync(Held, Cancel);
        Assert.Equal(Days, bucket.RetentionPolicy!.Days);
        Assert.Equal(Body, await SampleDirectory.ReadAsync(engine, bucket, "k"));
        var refusal = await Assert.ThrowsAsync<OssException>(() =>
            engine.Objects.DeleteAsync(bucket, "k", Cancel).AsTask()
        );
        Assert.Equal(OssErrors.FileImmutable, refusal.Error);
    }
}
