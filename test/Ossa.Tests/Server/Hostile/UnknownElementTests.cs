using System.Security.Cryptography;
using System.Xml.Linq;
using Ossa.Server.Operations;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Hostile;

/// <summary>
/// Elements that no document has, put at the beginning and the end of every element with others in it, are skipped: what is stored is what
/// the rest says. Only the rules of a lifecycle are refused then, since they delete.
/// </summary>
public sealed class UnknownElementTests : ServerTest
{
    private const string Service = "-";

    /// <summary>They need domains that are proven, and so are tested with those.</summary>
    private static readonly string[] OfDomains = ["PutCname", "DeleteCname"];

    /// <summary>
    /// Operation, bucket, key, query, document; then the key and query of the question that shows what it did, and what that answers: the status and
    /// a piece of the document.
    /// </summary>
    public static TheoryData<string, string, string?, string, string, string?, string, int, string> Operations =>
        new()
        {
            {
                "PutBucketAcl",
                Bucket,
                null,
                "acl",
                "<AccessControlPolicy><AccessControlList><Grant>public-read</Grant></AccessControlList></AccessControlPolicy>",
                null,
                "acl",
                200,
                "<Grant>public-read</Grant>"
            },
            {
                "PutBucketCors",
                Bucket,
                null,
                "cors",
                "<CORSConfiguration><CORSRule><AllowedOrigin>http://a.test</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>",
                null,
                "cors",
                200,
                "<CORSRule><AllowedOrigin>http://a.test</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule>"
            },
            {
                "PutBucketTags",
                Bucket,
                null,
                "tagging",
                "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>",
                null,
                "tagging",
                200,
                "<TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet>"
            },
            {
                "PutBucketRequestPayment",
                Bucket,
                null,
                "requestPayment",
                "<RequestPaymentConfiguration><Payer>Requester</Payer></RequestPaymentConfiguration>",
                null,
                "requestPayment",
                200,
                "<Payer>Requester</Payer>"
            },
            {
                "PutBucketTransferAcceleration",
                Bucket,
                null,
                "transferAcceleration",
                "<TransferAccelerationConfiguration><Enabled>true</Enabled></TransferAccelerationConfiguration>",
                null,
                "transferAcceleration",
                200,
                "<Enabled>true</Enabled>"
            },
            {
                "PutBucketReferer",
                Bucket,
                null,
                "referer",
                "<RefererConfiguration><AllowEmptyReferer>false</AllowEmptyReferer><RefererList><Referer>http://a.test</Referer></RefererList></RefererConfiguration>",
                null,
                "referer",
                200,
                "<RefererList><Referer>http://a.test</Referer></RefererList>"
            },
            {
                "PutBucketWebsite",
                Bucket,
                null,
                "website",
                "<WebsiteConfiguration><IndexDocument><Suffix>index.html</Suffix></IndexDocument><RoutingRules><RoutingRule><RuleNumber>1</RuleNumber><Condition><KeyPrefixEquals>a</KeyPrefixEquals></Condition><Redirect><RedirectType>Internal</RedirectType></Redirect></RoutingRule></RoutingRules></WebsiteConfiguration>",
                null,
                "website",
                200,
                "<RoutingRule><RuleNumber>1</RuleNumber><Condition><KeyPrefixEquals>a</KeyPrefixEquals></Condition><Redirect><RedirectType>Internal</RedirectType></Redirect></RoutingRule>"
            },
            {
                "PutBucketEncryption",
                Bucket,
                null,
                "encryption",
                "<ServerSideEncryptionRule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></ServerSideEncryptionRule>",
                null,
                "encryption",
                200,
                "<SSEAlgorithm>AES256</SSEAlgorithm>"
            },
            {
                "PutBucketPublicAccessBlock",
                Bucket,
                null,
                "publicAccessBlock",
                "<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess></PublicAccessBlockConfiguration>",
                null,
                "publicAccessBlock",
                200,
                "<BlockPublicAccess>true</BlockPublicAccess>"
            },
            {
                "PutBucketLogging",
                Bucket,
                null,
                "logging",
                $"<BucketLoggingStatus><LoggingEnabled><TargetBucket>{Bucket}</TargetBucket><TargetPrefix>log-</TargetPrefix></LoggingEnabled></BucketLoggingStatus>",
                null,
                "logging",
                200,
                "<TargetPrefix>log-</TargetPrefix>"
            },
            {
                "PutUserDefinedLogFieldsConfig",
                Bucket,
                null,
                "userDefinedLogFieldsConfig",
                "<UserDefinedLogFieldsConfiguration><HeaderSet><header>x-one</header></HeaderSet></UserDefinedLogFieldsConfiguration>",
                null,
                "userDefinedLogFieldsConfig",
                200,
                "<HeaderSet><header>x-one</header></HeaderSet>"
            },
            {
                "PutBucketVersioning",
                Bucket,
                null,
                "versioning",
                "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>",
                null,
                "versioning",
                200,
                "<Status>Enabled</Status>"
            },
            {
                "InitiateBucketWorm",
                Bucket,
                null,
                "worm",
                "<InitiateWormConfiguration><RetentionPeriodInDays>3</RetentionPeriodInDays></InitiateWormConfiguration>",
                null,
                "worm",
                200,
                "<RetentionPeriodInDays>3</RetentionPeriodInDays>"
            },
            {
                "CreateCnameToken",
                Bucket,
                null,
                "cname&comp=token",
                "<BucketCnameConfiguration><Cname><Domain>www.example.org</Domain></Cname></BucketCnameConfiguration>",
                null,
                "comp=token&cname=www.example.org",
                200,
                "<Cname>www.example.org</Cname>"
            },
            {
                "DeleteMultipleObjects",
                Bucket,
                null,
                "delete",
                "<Delete><Quiet>true</Quiet><Object><Key>k</Key></Object></Delete>",
                "k",
                "",
                404,
                "<Code>NoSuchKey</Code>"
            },
            {
                "PutObjectTagging",
                Bucket,
                "k",
                "tagging",
                "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>",
                "k",
                "tagging",
                200,
                "<TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet>"
            },
            {
                "CompleteMultipartUpload",
                Bucket,
                "upload",
                "uploadId=UPLOAD",
                "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>ETAG</ETag></Part></CompleteMultipartUpload>",
                "upload",
                "",
                200,
                "content"
            },
            {
                "PutPublicAccessBlock",
                Service,
                null,
                "publicAccessBlock",
                "<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess></PublicAccessBlockConfiguration>",
                null,
                "publicAccessBlock",
                200,
                "<BlockPublicAccess>true</BlockPublicAccess>"
            },
            {
                "PutBucket",
                "new-bucket",
                null,
                "",
                "<CreateBucketConfiguration><StorageClass>IA</StorageClass></CreateBucketConfiguration>",
                null,
                "bucketInfo",
                200,
                "<StorageClass>IA</StorageClass>"
            },
            {
                "PutBucketResourceGroup",
                Bucket,
                null,
                "resourceGroup",
                "<BucketResourceGroupConfiguration><ResourceGroupId>rg-1</ResourceGroupId></BucketResourceGroupConfiguration>",
                null,
                "resourceGroup",
                200,
                "<ResourceGroupId>rg-1</ResourceGroupId>"
            },
            {
                "ExtendBucketWorm",
                Bucket,
                null,
                "wormExtend&wormId=WORM",
                "<ExtendWormConfiguration><RetentionPeriodInDays>3</RetentionPeriodInDays></ExtendWormConfiguration>",
                null,
                "worm",
                200,
                "<RetentionPeriodInDays>3</RetentionPeriodInDays>"
            },
            {
                "RestoreObject",
                Bucket,
                "archived",
                "restore",
                "<RestoreRequest><Days>2</Days></RestoreRequest>",
                "archived",
                "",
                200,
                "content"
            },
            {
                "PutBucketLifecycle",
                Bucket,
                null,
                "lifecycle",
                "<LifecycleConfiguration><Rule><ID>a</ID><Prefix>a</Prefix><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>",
                null,
                "lifecycle",
                404,
                "<Code>NoSuchLifecycle</Code>"
            },
        };

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task What_no_document_has_is_skipped_but_never_in_rules_that_delete(
        string name,
        string bucket,
        string? key,
        string query,
        string document,
        string? shownKey,
        string question,
        int status,
        string piece
    )
    {
        await PutAsync("k");
        await PutAsync("archived", Utf8("content"), H("x-oss-storage-class", "Archive"));
        var initiated = await Server.SendAsync("POST", Bucket, "upload", [H("uploads", "")], body: []);
        var upload = initiated.Element("UploadId")!;
        var part = await Server.SendAsync(
            "PUT",
            Bucket,
            "upload",
            [H("partNumber", "1"), H("uploadId", upload)],
            body: Utf8("content")
        );
        var method = OperationCatalogue.Works.Single(operation => operation.Name == name).Route.Method;
        var body = Utf8(Strewn(document.Replace("ETAG", part["ETag"], StringComparison.Ordinal)));

        var worm = query.Contains("WORM", StringComparison.Ordinal) ? await LockAsync() : "";

        var answer = await SendAsync(
            method,
            bucket,
            key,
            query.Replace("UPLOAD", upload, StringComparison.Ordinal).Replace("WORM", worm, StringComparison.Ordinal),
            [H("Content-MD5", Convert.ToBase64String(MD5.HashData(body)))],
            body
        );
        Assert.Equal(
            name == "PutBucketLifecycle" ? 400
                : name == "RestoreObject" ? 202
                : 200,
            answer.Status
        );
        // What is restored is there after a while.
        Server.Time.Advance(TimeSpan.FromMinutes(1));
        var shown = await SendAsync("GET", bucket, shownKey, question, [], null);
        Assert.Equal(status, shown.Status);
        Assert.Contains(piece, shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Unknown", shown.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_operation_with_a_document_has_a_row() =>
        Assert.Equal(
            DocumentBodyTests.Operations.Select(row => row.Data.Item1).Except(OfDomains).Order(),
            Operations.Select(row => row.Data.Item1).Order()
        );

    /// <summary>The document with what nobody knows in every element that has others in it.</summary>
    private static string Strewn(string document)
    {
        var root = XElement.Parse(document);
        foreach (var element in root.DescendantsAndSelf().Where(element => element.HasElements).ToList())
        {
            element.AddFirst(Unknown());
            element.Add(Unknown());
        }

        return root.ToString(SaveOptions.DisableFormatting);

        static XElement Unknown() => new("Unknown", new XAttribute("a", "1"), "text", new XElement("Unknown"));
    }

    private async Task<string> LockAsync()
    {
        var body = Utf8(
            "<InitiateWormConfiguration><RetentionPeriodInDays>1</RetentionPeriodInDays></InitiateWormConfiguration>"
        );
        var worm = (await SendAsync("POST", Bucket, null, "worm", [], body))["x-oss-worm-id"]!;
        Assert.Equal(200, (await SendAsync("POST", Bucket, null, $"wormId={worm}", [], [])).Status);
        return worm;
    }

    private Task<WireResponse> SendAsync(
        string method,
        string bucket,
        string? key,
        string query,
        KeyValuePair<string, string>[] headers,
        byte[]? body
    ) =>
        Server.SendAsync(
            method,
            bucket == Service ? null : bucket,
            key,
            [
                .. query
                    .Split('&', StringSplitOptions.RemoveEmptyEntries)
                    .Select(part => part.Split('='))
                    .Select(part => H(part[0], part.ElementAtOrDefault(1) ?? "")),
            ],
            headers,
            body
        );
}
