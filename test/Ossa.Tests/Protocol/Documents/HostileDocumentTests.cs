using CsCheck;
using Ossa.Protocol.Documents;
using Xunit;

namespace Ossa.Tests.Protocol.Documents;

/// <summary>Whatever bytes come, a document is read or refused: no reader ever fails in a way that its callers do not expect.</summary>
public sealed class HostileDocumentTests
{
    private static readonly (byte[] Valid, Action<Stream> Read)[] Documents =
    [
        Pair(
            new ErrorDocument
            {
                Code = "NoSuchKey",
                Message = "m",
                Details = [new("Key", "a\u0001")],
                Ec = "0026-00000001",
            },
            ErrorDocument.Read
        ),
        Pair(
            new ListAllMyBucketsResult
            {
                Owner = new Owner("1", "one"),
                Buckets = [new BucketEntry { Name = "bucket", CreationDate = DateTimeOffset.UnixEpoch }],
            },
            ListAllMyBucketsResult.Read
        ),
        Pair(new CreateBucketConfiguration { StorageClass = "IA" }, CreateBucketConfiguration.Read),
        Pair(
            new BucketInfo
            {
                Name = "bucket",
                Owner = new Owner("1", "one"),
                Acl = "private",
            },
            BucketInfo.Read
        ),
        Pair(new LocationConstraint("oss-cn-hangzhou"), LocationConstraint.Read),
        Pair(new AccessControlPolicy(new Owner("1", "one"), "private"), AccessControlPolicy.Read),
        Pair(
            new CorsConfiguration
            {
                Rules =
                [
                    new CorsRuleDocument
                    {
                        AllowedOrigins = ["*"],
                        AllowedMethods = ["GET"],
                        MaxAgeSeconds = 5,
                    },
                ],
            },
            CorsConfiguration.Read
        ),
        Pair(
            new ListBucketResult
            {
                EncodingType = "url",
                Prefix = "a b",
                Contents = [new ObjectEntry { Key = "a b/c", Size = 7 }],
                CommonPrefixes = ["a b/d/"],
            },
            ListBucketResult.Read
        ),
        Pair(
            new ListBucketResultV2 { Contents = [new ObjectEntry { Key = "key", Owner = new Owner("1", "one") }] },
            ListBucketResultV2.Read
        ),
        Pair(new CopyObjectResult("\"E\"", DateTimeOffset.UnixEpoch), CopyObjectResult.Read),
        Pair(new DeleteRequest { Objects = [new ObjectIdentifier("a\u0001b", "v")] }, DeleteRequest.Read),
        Pair(new DeleteResult { EncodingType = "url", Deleted = [new DeletedObject("a b")] }, DeleteResult.Read),
        Pair(
            new InitiateMultipartUploadResult
            {
                EncodingType = "url",
                Bucket = "bucket",
                Key = "a b",
                UploadId = "id",
            },
            InitiateMultipartUploadResult.Read
        ),
        Pair(
            new CompleteMultipartUpload { Parts = [new CompletedPart(1, "E"), new CompletedPart(10_000, "F")] },
            CompleteMultipartUpload.Read
        ),
        Pair(
            new CompleteMultipartUploadResult
            {
                EncodingType = "url",
                Location = "http://bucket.localhost/a%20b",
                Key = "a b",
                ETag = "E",
            },
            CompleteMultipartUploadResult.Read
        ),
        Pair(new CopyPartResult(DateTimeOffset.UnixEpoch, "E"), CopyPartResult.Read),
        Pair(
            new ListPartsResult
            {
                EncodingType = "url",
                Key = "a b",
                MaxParts = 1,
                Parts = [new PartEntry { PartNumber = 1, HashCrc64ecma = 7 }],
            },
            ListPartsResult.Read
        ),
        Pair(
            new ListMultipartUploadsResult
            {
                EncodingType = "url",
                KeyMarker = "a b",
                Uploads = [new UploadEntry { Key = "a b/c", UploadId = "id" }],
                CommonPrefixes = ["a b/d/"],
            },
            ListMultipartUploadsResult.Read
        ),
        Pair(new VersioningConfiguration(VersioningConfiguration.Enabled), VersioningConfiguration.Read),
        Pair(
            new ListVersionsResult
            {
                EncodingType = "url",
                KeyMarker = "a b",
                Entries =
                [
                    new DeleteMarkerEntry { Key = "a b/c", Owner = new Owner("1", "one") },
                    new VersionEntry { Key = "a b/c", Size = 7 },
                ],
                CommonPrefixes = ["a b/d/"],
            },
            ListVersionsResult.Read
        ),
        Pair(new Tagging([new Tag("a b", ""), new Tag("c", "d")]), Tagging.Read),
        Pair(new RestoreRequest { Days = ["1"], Tier = "Bulk" }, RestoreRequest.Read),
        Pair(new RequestPaymentConfiguration("Requester"), RequestPaymentConfiguration.Read),
        Pair(
            new ServerSideEncryptionRule("KMS") { KmsMasterKeyId = "key", KmsDataEncryption = "SM4" },
            ServerSideEncryptionRule.Read
        ),
        Pair(new TransferAccelerationConfiguration(true), TransferAccelerationConfiguration.Read),
        Pair(new BucketResourceGroupConfiguration("rg-1"), BucketResourceGroupConfiguration.Read),
        Pair(new PublicAccessBlockConfiguration(true), PublicAccessBlockConfiguration.Read),
        Pair(
            new RefererConfiguration
            {
                AllowEmptyReferer = false,
                AllowTruncateQueryString = true,
                TruncatePath = false,
                RefererList = ["http://a.test"],
                RefererBlacklist = ["http://*.b.test"],
            },
            RefererConfiguration.Read
        ),
        Pair(
            new BucketLoggingStatus(
                new LoggingEnabled
                {
                    TargetBucket = "logs",
                    TargetPrefix = "a/",
                    LoggingRole = "r",
                }
            ),
            BucketLoggingStatus.Read
        ),
        Pair(
            new UserDefinedLogFieldsConfiguration { Headers = ["h"], Parameters = ["p", "q"] },
            UserDefinedLogFieldsConfiguration.Read
        ),
        Pair(
            new BucketCnameConfiguration("img.example.com") { HasCertificate = true, IsWildcard = true },
            BucketCnameConfiguration.Read
        ),
        Pair(new CnameToken("bucket", "img.example.com", "f00d", DateTimeOffset.UnixEpoch), CnameToken.Read),
        Pair(
            new ListCnameResult
            {
                Bucket = "bucket",
                Owner = "1",
                Cnames = [new CnameEntry("img.example.com", DateTimeOffset.UnixEpoch)],
            },
            ListCnameResult.Read
        ),
        Pair(
            new LifecycleConfiguration
            {
                Rules =
                [
                    new LifecycleRule
                    {
                        Id = "a b",
                        Prefix = "logs/",
                        Tags = [new Tag("k", "v")],
                        Filter = new LifecycleFilter
                        {
                            Not = new LifecycleExclusion("logs/x", new Tag("a", "")),
                            ObjectSizeGreaterThan = 1,
                        },
                        Expiration = new LifecycleExpiration { Time = new LifecycleTime { Days = 7 } },
                        Transitions =
                        [
                            new LifecycleTransition
                            {
                                Time = new LifecycleTime { Days = 3 },
                                StorageClass = "IA",
                            },
                        ],
                        NoncurrentExpirationDays = 9,
                        AbortMultipartUpload = new LifecycleTime { CreatedBeforeDate = DateTimeOffset.UnixEpoch },
                    },
                ],
            },
            LifecycleConfiguration.Read
        ),
        Pair(
            new WebsiteConfiguration
            {
                IndexDocument = new WebsiteIndexDocument("index.html", "true", "0"),
                ErrorDocument = new WebsiteErrorDocument("error.html", "404"),
                RoutingRules =
                [
                    new RoutingRuleDocument
                    {
                        RuleNumber = "1",
                        Condition = new RoutingConditionDocument
                        {
                            KeyPrefixEquals = "a/",
                            IncludeHeaders = [new IncludeHeaderDocument("host", "a.test", "a", "t")],
                        },
                        Redirect = new RoutingRedirectDocument { RedirectType = "External", ReplaceKeyWith = "${key}" },
                        HasLuaConfig = true,
                    },
                ],
            },
            WebsiteConfiguration.Read
        ),
        Pair(new PolicyStatus(true), PolicyStatus.Read),
        Pair(new InitiateWormConfiguration(7), InitiateWormConfiguration.Read),
        Pair(new ExtendWormConfiguration(25_550), ExtendWormConfiguration.Read),
        Pair(new WormConfiguration("id", "Locked", 7, DateTimeOffset.UnixEpoch), WormConfiguration.Read),
        Pair(
            new DeleteResult { EncodingType = "url", Errors = [new FailedDeletion("a b", "v", "FileImmutable", "m")] },
            DeleteResult.Read
        ),
        Pair(new RegionInfoList([new RegionInfo("oss-cn-hangzhou", "a", "b", "c")]), RegionInfoList.Read),
        Pair(new BucketStat { Storage = 1600 }, BucketStat.Read),
    ];

    private static readonly string[] Pieces =
    [
        "<",
        ">",
        "</",
        "/>",
        "&",
        "&#0;",
        "&#x1;",
        "&#xD800;",
        "&lt;",
        "<!DOCTYPE a>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?x?>",
        "<a>",
        "</a>",
        "<a b='c'",
        " xmlns='x'",
        "<x:y/>",
        "\0",
        "\u0001",
        "\uFEFF",
        "%",
        "%z",
        "-1",
        "1e9",
        "99999999999999999999",
        "9999-99-99",
        "<Key/>",
        "<Owner/>",
        "<Contents/>",
        "<Part/>",
        "<PartNumber/>",
        "<Version/>",
        "<TagSet/>",
        "<Referer/>",
        "<Rule/>",
        "<Days/>",
        "<RoutingRule/>",
        "<Quiet>",
        "encoding=\"utf-16\"",
        "encoding=\"x\"",
        "version=\"1.1\"",
    ];

    [Fact]
    public void Bytes_are_read_or_refused_and_nothing_else() =>
        Gen.Select(
                Gen.Int[0, Documents.Length - 1],
                Gen.Select(Gen.Double.Unit, Gen.Int[0, 8], Gen.OneOf<string>(Pieces), Gen.Byte, Gen.Bool).Array[1, 5]
            )
            .Sample(
                (index, changes) =>
                {
                    var (valid, read) = Documents[index];
                    var bytes = valid.ToList();
                    foreach (var (place, removed, piece, raw, isRaw) in changes)
                    {
                        var start = (int)(place * bytes.Count);
                        bytes.RemoveRange(start, Math.Min(removed, bytes.Count - start));
                        bytes.InsertRange(start, isRaw ? [raw] : System.Text.Encoding.UTF8.GetBytes(piece));
                    }
                    try
                    {
                        read(new MemoryStream([.. bytes]));
                    }
                    catch (DocumentFormatException e)
                    {
                        Assert.False(string.IsNullOrWhiteSpace(e.Message));
                    }
                },
                iter: 20_000
            );

    [Fact]
    public void Every_document_is_read_whole_and_never_when_cut()
    {
        foreach (var (valid, read) in Documents)
        {
            read(new MemoryStream(valid));
            for (var length = 0; length < valid.Length; length++)
            {
                Assert.Throws<DocumentFormatException>(() => read(new MemoryStream(valid, 0, length)));
            }
        }
    }

    private static (byte[] Valid, Action<Stream> Read) Pair<T>(T document, Func<Stream, T> read)
        where T : IXmlDocument => (XmlText.ToUtf8(document), stream => read(stream));
}
