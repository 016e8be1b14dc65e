using Ossa.Protocol.Access;
using Ossa.Protocol.Documents;
using Ossa.Server.Operations.Versions;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketinfo</summary>
internal sealed class GetBucketInfo : Operation
{
    public override string Name => "GetBucketInfo";

    public override Route Route { get; } = new("GET", Level.Bucket, "bucketInfo");

    public override Need Need => Need.Owner;

    public override Task HandleAsync(OssContext context)
    {
        var bucket = context.Bucket;
        return XmlAnswer.WriteAsync(
            context,
            new BucketInfo
            {
                Name = bucket.Name,
                Location = context.Options.Location,
                CreationDate = bucket.CreatedAt,
                ExtranetEndpoint = Endpoints.Of(context),
                IntranetEndpoint = Endpoints.Of(context),
                Acl = bucket.Acl.ToWire(),
                DataRedundancyType = bucket.DataRedundancyType,
                Owner = Owners.Of(context),
                StorageClass = bucket.StorageClass,
                Versioning = GetBucketVersioning.StatusOf(bucket),
                ResourceGroupId = bucket.ResourceGroupId,
                BlockPublicAccess = bucket.PublicAccessBlocked,
                SseAlgorithm = bucket.Encryption is { } encryption
                    ? ObjectHeaders.NameOf(encryption.Algorithm)
                    : "None",
                KmsMasterKeyId = bucket.Encryption is { KeyName.Length: > 0 } named ? named.KeyName : null,
                TransferAcceleration = bucket.TransferAcceleration == true,
            }
        );
    }
}
