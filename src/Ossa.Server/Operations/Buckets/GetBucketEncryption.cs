using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketencryption</summary>
internal sealed class GetBucketEncryption : Operation
{
    public override string Name => "GetBucketEncryption";

    public override Route Route { get; } = new("GET", Level.Bucket, "encryption");

    public override Need Need => Need.Owner;

    public override Task HandleAsync(OssContext context)
    {
        var encryption =
            context.Bucket.Encryption
            ?? throw new OssException(OssErrors.NoSuchEncryptionRule, "BucketName", context.Bucket.Name);
        return XmlAnswer.WriteAsync(
            context,
            new ServerSideEncryptionRule(ObjectHeaders.NameOf(encryption.Algorithm))
            {
                KmsMasterKeyId = encryption.KeyName.Length > 0 ? encryption.KeyName : null,
            }
        );
    }
}
