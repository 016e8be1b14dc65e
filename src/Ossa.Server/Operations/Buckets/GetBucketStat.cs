using Ossa.Engine.Objects;
using Ossa.Engine.Statistics;
using Ossa.Protocol.Documents;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketstat</summary>
internal sealed class GetBucketStat : Operation
{
    public override string Name => "GetBucketStat";

    public override Route Route { get; } = new("GET", Level.Bucket, "stat");

    public override Need Need => Need.Owner;

    public override async Task HandleAsync(OssContext context)
    {
        var found = await context.Engine.Statistics.ReadAsync(context.Bucket, context.Aborted);
        StorageClassStat Of(string storageClass) => Describe(found.Classes[storageClass]);
        await XmlAnswer.WriteAsync(
            context,
            new BucketStat
            {
                Storage = found.Bytes,
                ObjectCount = found.Objects,
                MultipartUploadCount = found.Uploads,
                MultipartPartCount = found.Parts,
                MultipartPartStorage = found.PartBytes,
                DeleteMarkerCount = found.DeleteMarkers,
                LastModifiedTime = context.Now.ToUnixTimeSeconds(),
                Standard = Of(StorageClasses.Standard),
                InfrequentAccess = Of(StorageClasses.InfrequentAccess),
                Archive = Of(StorageClasses.Archive),
                ColdArchive = Of(StorageClasses.ColdArchive),
                DeepColdArchive = Of(StorageClasses.DeepColdArchive),
            }
        );
    }

    private static StorageClassStat Describe(ClassStatistics found) =>
        new()
        {
            Storage = found.BilledBytes,
            RealStorage = found.Bytes,
            ObjectCount = found.Objects,
            MultipartPartCount = found.Parts,
            MultipartPartStorage = found.PartBytes,
        };
}
