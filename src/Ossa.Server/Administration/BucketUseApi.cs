using Microsoft.AspNetCore.Http;
using Ossa.Engine.Buckets;
using Ossa.Server.Road;

namespace Ossa.Server.Administration;

/// <summary>What the buckets of all accounts hold, for whoever runs the server; by the operations of OSS each account sees its own alone.</summary>
internal static class BucketUseApi
{
    public static readonly AdminOperation Operation = new AdminCall(
        "ListBucketUse",
        "Tells what each bucket holds, those of all accounts among them, or one bucket.",
        HttpMethods.Get,
        AdminApi.Buckets,
        [],
        () => IdentityJson.Default.IReadOnlyListBucketUse,
        async (context, _) => await ReadAsync(context)
    )
    {
        Optional = [AdminApi.Bucket],
    };

    private static async Task<List<BucketUse>> ReadAsync(OssContext context)
    {
        var buckets = context.Engine.Buckets;
        if (context.Target[AdminApi.Bucket] is { } name)
        {
            return [await UseOfAsync(context, await buckets.GetAsync(name, context.Aborted))];
        }

        var uses = new List<BucketUse>();
        await foreach (var bucket in buckets.ListAllAsync(context.Aborted))
        {
            uses.Add(await UseOfAsync(context, bucket));
        }

        return uses;
    }

    private static async ValueTask<BucketUse> UseOfAsync(OssContext context, Bucket bucket)
    {
        var found = await context.Engine.Statistics.ReadAsync(bucket, context.Aborted);
        return new BucketUse(
            bucket.Name,
            bucket.OwnerId,
            found.Bytes,
            found.Objects,
            found.DeleteMarkers,
            found.Uploads,
            found.Parts
        );
    }
}
