using Ossa.Tests.Server.Multipart;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server;

/// <summary>What the wire says of encryption at rest, for each way to write an object.</summary>
public sealed class EncryptionTests : MultipartServerTest
{
    private const string Algorithm = "x-oss-server-side-encryption";
    private const string KeyId = "x-oss-server-side-encryption-key-id";
    private const string DataEncryption = "x-oss-server-side-data-encryption";

    private static readonly KeyValuePair<string, string> Aes256 = H(Algorithm, "AES256");
    private static readonly KeyValuePair<string, string>[] Named = [H(Algorithm, "KMS"), H(KeyId, "mine")];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Server.Engine.Keyring.CreateAsync("mine", TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(70_000)]
    public async Task An_object_says_how_it_is_encrypted_and_reads_as_it_was_written(int length)
    {
        var body = Bytes(length, 7);
        AssertTold(await PutAsync("aes", body, Aes256), "AES256", null);
        AssertTold(await PutAsync("kms", body, Named), "KMS", "mine");
        AssertTold(await PutAsync("kms-default", body, H(Algorithm, "KMS")), "KMS", "alias/acs/oss");
        foreach (var (key, algorithm, name) in new[] { ("aes", "AES256", null), ("kms", "KMS", "mine") })
        {
            var read = await GetAsync(key);
            AssertTold(read, algorithm, name);
            Assert.Equal($"\"{Md5(body)}\"", read["ETag"]);
            Assert.Equal(body, read.Body);
            AssertTold(await Server.SendAsync("HEAD", Bucket, key), algorithm, name);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(65_519, 65_520)]
    [InlineData(65_520, 65_520)]
    [InlineData(1, 199_998)]
    [InlineData(150_000, 199_999)]
    public async Task A_range_of_an_encrypted_object_is_what_was_written_there(int first, int last)
    {
        var body = Bytes(200_000, 11);
        await PutAsync("k", body, Aes256);
        var part = await GetAsync("k", H("Range", $"bytes={first}-{last}"));
        Assert.Equal(206, part.Status);
        Assert.Equal(body[first..(last + 1)], part.Body);
    }

    [Fact]
    public async Task Parts_are_encrypted_as_their_upload_was_begun()
    {
        var begun = await Server.SendAsync("POST", Bucket, "k", [H("uploads", "")], Named, []);
        AssertTold(begun, "KMS", "mine");
        var upload = begun.Element("UploadId")!;
        var (first, second) = (Bytes(MinPartBytes, 3), Bytes(500, 5));
        var answer = await UploadAsync("k", upload, "1", first);
        AssertTold(answer, "KMS", "mine");
        await PutAsync("source", second);
        var copied = await Server.SendAsync(
            "PUT",
            Bucket,
            "k",
            [H("partNumber", "2"), H("uploadId", upload)],
            [H("x-oss-copy-source", $"/{Bucket}/source")]
        );
        AssertTold(copied, "KMS", "mine");
        var parts = new[] { (1, answer["ETag"]!), (2, copied["ETag"]!) };
        // Some clients send the name of the key along.
        AssertTold(await CompleteAsync("k", upload, Utf8(Document(parts)), Named[1]), "KMS", "mine");
        var read = await GetAsync("k");
        AssertTold(read, "KMS", "mine");
        Assert.Equal([.. first, .. second], read.Body);
    }

    [Fact]
    public async Task How_parts_are_encrypted_cannot_be_said_later()
    {
        var upload = await InitiateAsync("k");
        AssertRefused(await UploadAsync("k", upload, "1", [1], Aes256), 400, "InvalidArgument", "0005-00000002");
        AssertRefused(
            await UploadAsync("k", upload, "1", [1], H(KeyId, "mine")),
            400,
            "InvalidArgument",
            "0005-00000002"
        );
        await AssertPartsAsync("k", upload);
        var part = await PartAsync("k", upload, 1, [1]);
        AssertRefused(
            await CompleteAsync("k", upload, Utf8(Document(part)), Aes256),
            400,
            "InvalidArgument",
            "0005-00000002"
        );
        Assert.Equal(404, (await GetAsync("k")).Status);
        Assert.Equal(200, (await CompleteAsync("k", upload, part)).Status);
    }

    [Fact]
    public async Task A_copy_is_encrypted_as_it_says_and_not_as_its_source_is()
    {
        await PutAsync("source", [1, 2, 3], Aes256);
        var plain = await CopyAsync("plain");
        Assert.Equal((200, null), (plain.Status, plain[Algorithm]));
        AssertTold(await CopyAsync("named", Named), "KMS", "mine");
        AssertTold(await CopyAsync("alike", Aes256), "AES256", null);
        foreach (var (key, algorithm) in new[] { ("plain", null), ("named", "KMS"), ("alike", "AES256") })
        {
            var read = await GetAsync(key);
            Assert.Equal(algorithm, read[Algorithm]);
            Assert.Equal([1, 2, 3], read.Body);
        }
    }

    [Fact]
    public async Task An_appended_object_stays_encrypted_as_it_began()
    {
        AssertTold(await AppendAsync("0", [1, 2], Aes256), "AES256", null);
        AssertTold(await AppendAsync("2", [3], Named), "AES256", null);
        var read = await GetAsync("appended");
        AssertTold(read, "AES256", null);
        Assert.Equal([1, 2, 3], read.Body);
    }

    [Fact]
    public async Task A_form_says_how_its_file_is_encrypted()
    {
        var form = PostForm
            .WithKey("k")
            .Field(Algorithm, "KMS")
            .Field(KeyId, "mine")
            .SignV4(Server.Time.GetUtcNow())
            .File([1, 2, 3]);
        var answer = await Server.SendRawAsync("POST", $"/{Bucket}", [PostForm.ContentType], form.ToBytes());
        Assert.Equal((204, "KMS", "mine"), (answer.Status, answer[Algorithm], answer[KeyId]));
        AssertTold(await GetAsync("k"), "KMS", "mine");
    }

    [Theory]
    [InlineData("DES", null, null, "InvalidEncryptionAlgorithmError", null)]
    [InlineData("", null, null, "InvalidEncryptionAlgorithmError", null)]
    [InlineData("SM4", null, null, "NotImplemented", null)]
    [InlineData("KMS", null, "SM4", "NotImplemented", null)]
    [InlineData("KMS", "", null, "InvalidArgument", "0005-00000205")]
    [InlineData("KMS", "yours", null, "InvalidArgument", "0005-00000208")]
    [InlineData("AES256", "mine", null, "InvalidArgument", null)]
    [InlineData(null, "mine", null, "InvalidArgument", null)]
    public async Task What_cannot_be_encrypted_so_is_refused_and_not_written(
        string? algorithm,
        string? key,
        string? cipher,
        string code,
        string? ec
    )
    {
        KeyValuePair<string, string>[] headers =
        [
            .. new[] { (Algorithm, algorithm), (KeyId, key), (DataEncryption, cipher) }
                .Where(header => header.Item2 is not null)
                .Select(header => H(header.Item1, header.Item2!)),
        ];
        AssertRefused(await PutAsync("k", null, headers), 400, code, ec);
        var begun = await Server.SendAsync("POST", Bucket, "k", [H("uploads", "")], headers, []);
        AssertRefused(begun, 400, code, ec);
        Assert.Equal(404, (await GetAsync("k")).Status);
    }

    [Fact]
    public async Task A_disabled_key_opens_nothing()
    {
        var keyring = Server.Engine.Keyring;
        await PutAsync("k", null, Named);
        await keyring.EnableAsync("mine", enabled: false, TestContext.Current.CancellationToken);
        AssertRefused(await GetAsync("k"), 409, "KmsKeyDisabled", "0005-00000214");
        AssertRefused(await PutAsync("l", null, Named), 409, "KmsKeyDisabled", "0005-00000214");
        Assert.Equal(200, (await Server.SendAsync("HEAD", Bucket, "k")).Status);
    }

    [Fact]
    public async Task Encryption_cannot_be_asked_for_where_nobody_would_look()
    {
        var inQuery = await Server.SendAsync("PUT", Bucket, "k", [H(Algorithm, "AES256")], body: [1]);
        Assert.Equal((400, "NotImplemented"), (inQuery.Status, inQuery.Code));
        var link = await Server.SendAsync(
            "PUT",
            Bucket,
            "k",
            [H("symlink", "")],
            [H("x-oss-symlink-target", "t"), Aes256]
        );
        Assert.Equal((400, "NotImplemented"), (link.Status, link.Code));
        Assert.Equal(404, (await GetAsync("k")).Status);
    }

    private Task<WireResponse> CopyAsync(string key, params KeyValuePair<string, string>[] headers) =>
        Server.SendAsync("PUT", Bucket, key, headers: [H("x-oss-copy-source", $"/{Bucket}/source"), .. headers]);

    private Task<WireResponse> AppendAsync(string at, byte[] body, params KeyValuePair<string, string>[] headers) =>
        Server.SendAsync("POST", Bucket, "appended", [H("append", ""), H("position", at)], headers, body);

    private static void AssertTold(WireResponse answer, string algorithm, string? key) =>
        Assert.Equal((200, algorithm, key), (answer.Status, answer[Algorithm], answer[KeyId]));
}
