using Ossa.Protocol.Signing;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Multipart;

/// <summary>Who may upload in parts and append: those without a key, and those with a signed URL.</summary>
public sealed class PartDoorTests : MultipartServerTest
{
    private const string ByBucket = "0003-00000001";
    private const string ByObject = "0003-00000006";
    private const string UnknownVersion = "0123456789ABCDEF";

    [Theory]
    [InlineData("private", null, ByBucket)]
    [InlineData("public-read", null, ByBucket)]
    [InlineData("public-read-write", null, null)]
    [InlineData("public-read-write", "private", ByObject)]
    [InlineData("public-read-write", "public-read", ByObject)]
    [InlineData("private", "public-read-write", null)]
    public async Task Writing_in_parts_needs_what_writing_needs(string bucketAcl, string? objectAcl, string? ec)
    {
        var upload = await PrepareAsync(bucketAcl, objectAcl);
        var (_, etag) = await PartAsync("k", upload, 1, [1]);
        (string Method, string Query, byte[] Body)[] requests =
        [
            ("POST", "uploads", []),
            ("PUT", $"partNumber=2&uploadId={upload}", [2]),
            ("DELETE", $"uploadId={await InitiateAsync("k")}", []),
            ("POST", $"uploadId={upload}", Utf8(Document((1, etag)))),
        ];
        foreach (var (method, query, body) in requests)
        {
            var answer = await Server.SendRawAsync(method, $"/{Bucket}/k?{query}", body: body);
            if (ec is null)
            {
                Assert.InRange(answer.Status, 200, 204);
                continue;
            }

            AssertRefused(answer, 403, "AccessDenied", ec);
            // A version that is not there must not stand for the object that is.
            var other = await Server.SendRawAsync(
                method,
                $"/{Bucket}/k?{query}&versionId={UnknownVersion}",
                body: body
            );
            AssertRefused(other, 403, "AccessDenied", ec);
        }

        if (ec is not null)
        {
            await AssertPartsAsync("k", upload, 1);
            Assert.Equal(objectAcl is null ? 404 : 200, (await GetAsync("k")).Status);
        }
        else
        {
            Assert.Equal([1], (await GetAsync("k")).Body);
        }
    }

    [Theory]
    [InlineData("private", null, ByBucket)]
    [InlineData("public-read", null, ByBucket)]
    [InlineData("public-read-write", null, null)]
    [InlineData("public-read-write", "private", ByObject)]
    public async Task Appending_and_putting_need_what_writing_needs(string bucketAcl, string? objectAcl, string? ec)
    {
        await PrepareAsync(bucketAcl, objectAcl);
        foreach (var (method, query) in ((string, string)[])[("PUT", ""), ("POST", "append&position=0&")])
        {
            foreach (var version in (string[])["", $"versionId={UnknownVersion}"])
            {
                var answer = await Server.SendRawAsync(method, $"/{Bucket}/k?{query}{version}", body: [2]);
                // What has been put is not appended to.
                var code =
                    ec is not null ? "AccessDenied"
                    : method == "POST" ? "ObjectNotAppendable"
                    : null;
                Assert.Equal(code, answer.Status == 200 ? null : answer.Code);
                Assert.Equal(ec, answer.Status == 403 ? answer.Ec : null);
            }
        }
        Assert.Equal(
            ec is null ? [2]
                : objectAcl is null ? null
                : (byte[])[9],
            await BodyAsync()
        );
    }

    [Theory]
    [InlineData("uploads", "0003-00000002", false)]
    [InlineData("stat", "0003-00000002", false)]
    [InlineData("versioning", "0003-00000002", false)]
    [InlineData("versions", "0003-00000905", false)]
    [InlineData("uploadId", "0003-00000905", true)]
    public async Task Nobody_else_lists_or_looks_into_the_bucket(string subResource, string ec, bool ofObject)
    {
        var upload = await PrepareAsync("public-read-write", null);
        var target = ofObject ? $"/{Bucket}/k?{subResource}={upload}" : $"/{Bucket}?{subResource}";
        AssertRefused(await Server.SendRawAsync("GET", target), 403, "AccessDenied", ec);
    }

    [Fact]
    public async Task Nobody_else_switches_versioning()
    {
        await PrepareAsync("public-read-write", null);
        var body = Utf8("<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
        var answer = await Server.SendRawAsync("PUT", $"/{Bucket}?versioning", body: body);
        AssertRefused(answer, 403, "AccessDenied", "0003-00000002");
    }

    [Fact]
    public async Task A_part_is_not_copied_from_what_its_sender_may_not_read()
    {
        await PutAsync("secret", [9]);
        await Server.SendAsync("PUT", "open-bucket", headers: [H("x-oss-acl", "public-read-write")]);
        var started = await Server.SendRawAsync("POST", "/open-bucket/stolen?uploads", body: []);
        var upload = started.Element("UploadId")!;
        foreach (var source in (string[])["secret", "missing"])
        {
            var answer = await Server.SendRawAsync(
                "PUT",
                $"/open-bucket/stolen?partNumber=1&uploadId={upload}",
                [H("x-oss-copy-source", $"/{Bucket}/{source}")],
                []
            );
            AssertRefused(answer, 403, "AccessDenied", ByBucket);
        }
        var parts = await Server.SendAsync("GET", "open-bucket", "stolen", [H("uploadId", upload)]);
        Assert.Empty(parts.Xml.Elements("Part"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Signed_urls_upload_in_parts(bool v4)
    {
        string Sign(string method, params KeyValuePair<string, string>[] query) =>
            v4
                ? Server.Presign(method, Bucket, "k", query: query)
                : Server.PresignV1(method, Bucket, "k", query: query);

        var started = await Server.SendRawAsync("POST", Sign("POST", H("uploads", "")), body: []);
        var upload = started.Element("UploadId")!;
        var part = Sign("PUT", H("partNumber", "1"), H("uploadId", upload));
        var uploaded = await Server.SendRawAsync("PUT", part, body: [1]);
        Assert.Equal(200, uploaded.Status);
        var other = part.Replace("partNumber=1", "partNumber=2", StringComparison.Ordinal);
        Assert.Equal("SignatureDoesNotMatch", (await Server.SendRawAsync("PUT", other, body: [2])).Code);
        Assert.Equal("SignatureDoesNotMatch", (await Server.SendRawAsync("DELETE", part)).Code);
        await AssertPartsAsync("k", upload, 1);
        var listed = await Server.SendRawAsync("GET", Sign("GET", H("uploadId", upload)));
        Assert.Equal("1", listed.Xml.Element("Part")!.Element("PartNumber")!.Value);
        var document = Utf8(Document((1, uploaded["ETag"]!)));
        var completed = await Server.SendRawAsync("POST", Sign("POST", H("uploadId", upload)), body: document);
        Assert.Equal((200, "k"), (completed.Status, completed.Element("Key")));
        var second = await InitiateAsync("k");
        var abort = Sign("DELETE", H("uploadId", second));
        Assert.Equal(204, (await Server.SendRawAsync("DELETE", abort)).Status);
        Assert.Equal([1], (await GetAsync("k")).Body);
        var append = Sign("POST", H("append", ""), H("position", "0"));
        Assert.Equal("ObjectNotAppendable", (await Server.SendRawAsync("POST", append, body: [2])).Code);
    }

    [Fact]
    public async Task An_unknown_key_signs_no_parts()
    {
        var upload = await InitiateAsync("k");
        var target = Server.Presign(
            "PUT",
            Bucket,
            "k",
            query: [H("partNumber", "1"), H("uploadId", upload)],
            signer: new AccessKey("OSSAnobody", "secret")
        );
        Assert.Equal("InvalidAccessKeyId", (await Server.SendRawAsync("PUT", target, body: [1])).Code);
        await AssertPartsAsync("k", upload);
    }

    private async Task<string> PrepareAsync(string bucketAcl, string? objectAcl)
    {
        await Server.SendAsync("PUT", Bucket, query: [H("acl", "")], headers: [H("x-oss-acl", bucketAcl)], body: []);
        if (objectAcl is not null)
        {
            await PutAsync("k", [9], H("x-oss-object-acl", objectAcl));
        }

        return await InitiateAsync("k");
    }

    private async Task<byte[]?> BodyAsync() => await GetAsync("k") is { Status: 200 } answer ? answer.Body : null;
}
