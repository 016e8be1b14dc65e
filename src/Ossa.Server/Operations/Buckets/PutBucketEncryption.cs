using Ossa.Engine.Encryption;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketencryption</summary>
internal sealed class PutBucketEncryption : Operation
{
    private const string Algorithm = "SSEAlgorithm";
    private const string KeyId = "KMSMasterKeyID";
    private const string DataEncryption = "KMSDataEncryption";

    public override string Name => "PutBucketEncryption";

    public override Route Route { get; } = new("PUT", Level.Bucket, "encryption");

    public override Need Need => Need.Owner;

    public override string? Missing => "SM4 is refused by name";

    public override async Task HandleAsync(OssContext context)
    {
        var rule = await XmlRequest.ReadRequiredAsync(
            context,
            ServerSideEncryptionRule.Read,
            OssErrors.MalformedXmlBucketConfig
        );
        var encryption = Read(rule);
        await context.Engine.Buckets.UpdateAsync(
            context.Bucket,
            bucket => bucket with { Encryption = encryption },
            context.Aborted
        );
        context.Http.Response.ContentLength = 0;
    }

    /// <summary>Whether the key is there is looked at when something is to be encrypted with it, as at the service.</summary>
    private static ObjectEncryption Read(ServerSideEncryptionRule rule)
    {
        var algorithm = rule.SseAlgorithm switch
        {
            EncryptionHeaders.Aes256 => EncryptionAlgorithm.Aes256,
            EncryptionHeaders.Kms => EncryptionAlgorithm.Kms,
            EncryptionHeaders.Sm4 => throw ListParameters.Invalid(
                OssErrors.EncryptionCipherNotImplemented,
                Algorithm,
                rule.SseAlgorithm
            ),
            var other => throw ListParameters.Invalid(OssErrors.InvalidBucketEncryptionAlgorithm, Algorithm, other),
        };
        if (algorithm != EncryptionAlgorithm.Kms)
        {
            RefuseWithoutKms(OssErrors.EncryptionKeyWithoutKms, KeyId, rule.KmsMasterKeyId);
            RefuseWithoutKms(OssErrors.DataEncryptionWithoutKms, DataEncryption, rule.KmsDataEncryption);
        }

        if (rule.KmsDataEncryption is { } cipher)
        {
            var error =
                cipher == EncryptionHeaders.Sm4
                    ? OssErrors.EncryptionCipherNotImplemented
                    : OssErrors.InvalidDataEncryption;
            throw ListParameters.Invalid(error, DataEncryption, cipher);
        }

        if (rule.KmsMasterKeyId is { } key && !KeyringStore.IsKeyName(key))
        {
            throw ListParameters.Invalid(OssErrors.UnknownEncryptionKey, KeyId, key);
        }

        return new ObjectEncryption(algorithm, rule.KmsMasterKeyId ?? "");
    }

    private static void RefuseWithoutKms(OssError error, string name, string? value)
    {
        if (value is not null)
        {
            throw ListParameters.Invalid(error, name, value);
        }
    }
}
