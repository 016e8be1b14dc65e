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
        ClassStatistics Of(string storageClass) => found.Classes[storageClass];
        await XmlAnswer.WriteAsync(
            context,
            new BucketStat
            {
                Storage = found.Bytes,
                ObjectCount = found.Objects,
                MultipartUploadCount = found.Uploads,
                MultipartPartCount = found.Parts,
                DeleteMarkerCount = found.DeleteMarkers,
                LastModifiedTime = context.Now.ToUnixTimeSeconds(),
                StandardStorage = Of(StorageClasses.Standard).Bytes,
                StandardObjectCount = Of(StorageClasses.Standard).Objects,
                // The service bills small objects of these classes as larger ones; what is real is what is stored.
                InfrequentAccessStorage = Of("IA").Bytes,
                InfrequentAccessRealStorage = Of("IA").Bytes,
                InfrequentAccessObjectCount = Of("IA").Objects,
                ArchiveStorage = Of("Archive").Bytes,
                ArchiveRealStorage = Of("Archive").Bytes,
                ArchiveObjectCount = Of("Archive").Objects,
                ColdArchiveStorage = Of("ColdArchive").Bytes,
                ColdArchiveRealStorage = Of("ColdArchive").Bytes,
                ColdArchiveObjectCount = Of("ColdArchive").Objects,
                DeepColdArchiveStorage = Of("DeepColdArchive").Bytes,
                DeepColdArchiveRealStorage = Of("DeepColdArchive").Bytes,
                DeepColdArchiveObjectCount = Of("DeepColdArchive").Objects,
            }
        );
    }
}
