using System.Security.Cryptography;
using Ossa.Engine;
using Ossa.Server.Operations;
using Ossa.Tests.Server.Wire;
using Ossa.Tests.Tidy;
using Xunit;

namespace Ossa.Tests.Server.Hostile;

/// <summary>
/// Every operation that takes a document is sent bodies that are none. Each is refused as malformed, and what a question shows afterwards is
/// what it showed before. A new operation with a document must have a row here.
/// </summary>
public sealed class DocumentBodyTests : ServerTest
{
    private const string Service = "-";

    /// <summary>Operation, its bucket, key and query, and the query of the question that shows what it stores.</summary>
    public static TheoryData<string, string, string?, string, string> Operations =>
        new()
        {
            { "PutPublicAccessBlock", Service, null, "publicAccessBlock", "publicAccessBlock" },
            { "PutBucket", "new-bucket", null, "", "bucketInfo" },
            { "PutBucketAcl", Bucket, null, "acl", "acl" },
            { "PutBucketCors", Bucket, null, "cors", "cors" },
            { "PutBucketTags", Bucket, null, "tagging", "tagging" },
            { "PutBucketRequestPayment", Bucket, null, "requestPayment", "requestPayment" },
            { "PutBucketTransferAcceleration", Bucket, null, "transferAcceleration", "transferAcceleration" },
            { "PutBucketResourceGroup", Bucket, null, "resourceGroup", "resourceGroup" },
            { "PutBucketReferer", Bucket, null, "referer", "referer" },
            { "PutBucketWebsite", Bucket, null, "website", "website" },
            { "PutBucketEncryption", Bucket, null, "encryption", "encryption" },
            { "PutBucketPublicAccessBlock", Bucket, null, "publicAccessBlock", "publicAccessBlock" },
            { "PutBucketLifecycle", Bucket, null, "lifecycle", "lifecycle" },
            { "PutBucketLogging", Bucket, null, "logging", "logging" },
            {
                "PutUserDefinedLogFieldsConfig",
                Bucket,
                null,
                "userDefinedLogFieldsConfig",
                "userDefinedLogFieldsConfig"
            },
            { "PutBucketVersioning", Bucket, null, "versioning", "versioning" },
            { "InitiateBucketWorm", Bucket, null, "worm", "worm" },
            { "ExtendBucketWorm", Bucket, null, "wormExtend&wormId=1", "worm" },
            { "CreateCnameToken", Bucket, null, "cname&comp=token", "cname" },
            { "PutCname", Bucket, null, "cname&comp=add", "cname" },
            { "DeleteCname", Bucket, null, "cname&comp=delete", "cname" },
            { "DeleteMultipleObjects", Bucket, null, "delete", "versions" },
            { "PutObjectTagging", Bucket, "k", "tagging", "tagging" },
            { "RestoreObject", Bucket, "archived", "restore", "tagging" },
            { "CompleteMultipartUpload", Bucket, "upload", "uploadId=UPLOAD", "uploadId=UPLOAD" },
        };

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_body_that_is_no_document_changes_nothing(
        string name,
        string bucket,
        string? key,
        string query,
        string question
    )
    {
        await PutAsync("k");
        await PutAsync("archived", [1], H("x-oss-storage-class", "Archive"));
        var initiated = await Server.SendAsync("POST", Bucket, "upload", [H("uploads", "")], body: []);
        var upload = initiated.Element("UploadId")!;
        var method = OperationCatalogue.Works.Single(operation => operation.Name == name).Route.Method;
        var before = await AskAsync();
        string[] bodies =
        [
            "nothing",
            "<",
            "<Wrong/>",
            "<a><b></a>",
            "\0",
            """<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>""",
            $"<!--{new string('x', 4 * Limits.MaxDeleteBodyBytes)}--><Wrong/>",
        ];
        foreach (var body in bodies.Select(Utf8))
        {
            var answer = await SendAsync(
                method,
                query,
                [H("Content-MD5", Convert.ToBase64String(MD5.HashData(body)))],
                body
            );
            Assert.Equal((400, "MalformedXML"), (answer.Status, answer.Code));
            Assert.Equal(before, await AskAsync());
        }

        async Task<string> AskAsync()
        {
            var answer = await SendAsync("GET", question, [], null);
            return answer.Status == 200 ? answer.Text : $"{answer.Status} {answer.Code}";
        }

        Task<WireResponse> SendAsync(
            string method,
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
                        .Replace("UPLOAD", upload, StringComparison.Ordinal)
                        .Split('&', StringSplitOptions.RemoveEmptyEntries)
                        .Select(part => part.Split('='))
                        .Select(part => H(part[0], part.ElementAtOrDefault(1) ?? "")),
                ],
                headers,
                body
            );
    }

    [Fact]
    public void Every_operation_that_reads_a_document_has_a_row()
    {
        var reading = SourceTree
            .CSharp("src/Ossa.Server/Operations")
            .Where(file =>
                File.ReadAllText(file) is var text
                && (
                    text.Contains("XmlRequest.", StringComparison.Ordinal)
                    || text.Contains("await CnameRequest.Read", StringComparison.Ordinal)
                )
            )
            .Select(Path.GetFileNameWithoutExtension);
        Assert.Equal(reading.Order(), Operations.Select(row => row.Data.Item1).Order());
    }
}
