namespace Ossa.Tests.Server.Buckets;

/// <summary>A request that changes what a bucket says of itself.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Method">Its method.</param>
/// <param name="Query">Its query.</param>
/// <param name="Body">A document that it takes, or empty.</param>
internal sealed record BucketSetting(string Operation, string Method, string Query, string Body = "")
{
    private const string Secret = BucketSwap.Secret;

    /// <summary>All of them, with a secret in each document that can hold one.</summary>
    public static IReadOnlyList<BucketSetting> All { get; } =
    [
        new(
            "PutBucketAcl",
            "PUT",
            "acl",
            "<AccessControlPolicy><AccessControlList><Grant>public-read-write</Grant></AccessControlList></AccessControlPolicy>"
        ),
        new(
            "PutBucketCors",
            "PUT",
            "cors",
            $"<CORSConfiguration><CORSRule><AllowedOrigin>https://{Secret}</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>"
        ),
        new("DeleteBucketCors", "DELETE", "cors"),
        new(
            "PutBucketEncryption",
            "PUT",
            "encryption",
            "<ServerSideEncryptionRule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></ServerSideEncryptionRule>"
        ),
        new("DeleteBucketEncryption", "DELETE", "encryption"),
        new(
            "PutBucketLifecycle",
            "PUT",
            "lifecycle",
            $"<LifecycleConfiguration><Rule><ID>{Secret}</ID><Prefix>a</Prefix><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>"
        ),
        new("DeleteBucketLifecycle", "DELETE", "lifecycle"),
        new(
            "PutBucketLogging",
            "PUT",
            "logging",
            $"<BucketLoggingStatus><LoggingEnabled><TargetBucket>{BucketSwap.LogBucket}</TargetBucket><TargetPrefix>a</TargetPrefix></LoggingEnabled></BucketLoggingStatus>"
        ),
        new("DeleteBucketLogging", "DELETE", "logging"),
        new(
            "PutUserDefinedLogFieldsConfig",
            "PUT",
            "userDefinedLogFieldsConfig",
            $"<UserDefinedLogFieldsConfiguration><HeaderSet><header>{Secret}</header></HeaderSet></UserDefinedLogFieldsConfiguration>"
        ),
        new("DeleteUserDefinedLogFieldsConfig", "DELETE", "userDefinedLogFieldsConfig"),
        new(
            "PutBucketPolicy",
            "PUT",
            "policy",
            $$"""{"Version": "1", "Statement": [{"Effect": "Allow", "Principal": ["1234567890123456"], "Action": "oss:GetObject", "Resource": "acs:oss:*:*:{{BucketSwap.Bucket}}/{{Secret}}"}]}"""
        ),
        new("DeleteBucketPolicy", "DELETE", "policy"),
        new(
            "PutBucketPublicAccessBlock",
            "PUT",
            "publicAccessBlock",
            "<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess></PublicAccessBlockConfiguration>"
        ),
        new("DeleteBucketPublicAccessBlock", "DELETE", "publicAccessBlock"),
        new(
            "PutBucketReferer",
            "PUT",
            "referer",
            $"<RefererConfiguration><AllowEmptyReferer>true</AllowEmptyReferer><RefererList><Referer>http://{Secret}</Referer></RefererList></RefererConfiguration>"
        ),
        new(
            "PutBucketRequestPayment",
            "PUT",
            "requestPayment",
            "<RequestPaymentConfiguration><Payer>Requester</Payer></RequestPaymentConfiguration>"
        ),
        new(
            "PutBucketResourceGroup",
            "PUT",
            "resourceGroup",
            $"<BucketResourceGroupConfiguration><ResourceGroupId>rg-{Secret}</ResourceGroupId></BucketResourceGroupConfiguration>"
        ),
        new(
            "PutBucketTags",
            "PUT",
            "tagging",
            $"<Tagging><TagSet><Tag><Key>a</Key><Value>{Secret}</Value></Tag></TagSet></Tagging>"
        ),
        new("DeleteBucketTags", "DELETE", "tagging"),
        new(
            "PutBucketTransferAcceleration",
            "PUT",
            "transferAcceleration",
            "<TransferAccelerationConfiguration><Enabled>true</Enabled></TransferAccelerationConfiguration>"
        ),
        new(
            "PutBucketVersioning",
            "PUT",
            "versioning",
            "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"
        ),
        new(
            "PutBucketWebsite",
            "PUT",
            "website",
            $"<WebsiteConfiguration><IndexDocument><Suffix>{Secret}.html</Suffix></IndexDocument></WebsiteConfiguration>"
        ),
        new("DeleteBucketWebsite", "DELETE", "website"),
        new(
            "InitiateBucketWorm",
            "POST",
            "worm",
            "<InitiateWormConfiguration><RetentionPeriodInDays>1</RetentionPeriodInDays></InitiateWormConfiguration>"
        ),
        new("AbortBucketWorm", "DELETE", "worm"),
        new("CompleteBucketWorm", "POST", "wormId=1666E2CFB2B3418"),
        new(
            "ExtendBucketWorm",
            "POST",
            "wormId=1666E2CFB2B3418&wormExtend",
            "<ExtendWormConfiguration><RetentionPeriodInDays>2</RetentionPeriodInDays></ExtendWormConfiguration>"
        ),
        new(
            "CreateCnameToken",
            "POST",
            "cname&comp=token",
            $"<BucketCnameConfiguration><Cname><Domain>{Secret}.test</Domain></Cname></BucketCnameConfiguration>"
        ),
        new(
            "DeleteCname",
            "POST",
            "cname&comp=delete",
            "<BucketCnameConfiguration><Cname><Domain>cname.example</Domain></Cname></BucketCnameConfiguration>"
        ),
        new(
            "PutBucket",
            "PUT",
            "",
            "<CreateBucketConfiguration><StorageClass>IA</StorageClass></CreateBucketConfiguration>"
        ),
        new("DeleteBucket", "DELETE", ""),
    ];

    public static BucketSetting Of(string operation) => All.Single(setting => setting.Operation == operation);
}
