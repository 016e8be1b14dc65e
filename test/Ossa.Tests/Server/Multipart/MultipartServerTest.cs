using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Multipart;

/// <summary>A test that uploads in parts, over the wire.</summary>
public abstract class MultipartServerTest : ServerTest
{
    protected const int MinPartBytes = 100 * 1024;

    /// <summary>An id of the right form that no upload has.</summary>
    protected const string UnknownUpload = "0123456789ABCDEF0123456789ABCDEF";

    protected static byte[] Bytes(int count, int seed) => [.. Enumerable.Range(0, count).Select(i => (byte)(i * seed))];

    protected static string Md5(byte[] body) => Convert.ToHexString(MD5.HashData(body));

    protected string Now => Server.Time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    protected async Task<string> InitiateAsync(string key, params KeyValuePair<string, string>[] headers)
    {
        var answer = await Server.SendAsync("POST", Bucket, key, [H("uploads", "")], headers, []);
        Assert.Equal(200, answer.Status);
        return answer.Element("UploadId")!;
    }

    protected Task<WireResponse> UploadAsync(
        string key,
        string upload,
        string number,
        byte[] body,
        params KeyValuePair<string, string>[] headers
    ) => Server.SendAsync("PUT", Bucket, key, [H("partNumber", number), H("uploadId", upload)], headers, body);

    /// <summary>Uploads a part that must be taken, and gives what completing says of it.</summary>
    protected async Task<(int Number, string ETag)> PartAsync(string key, string upload, int number, byte[] body)
    {
        var answer = await UploadAsync(key, upload, $"{number}", body);
        Assert.Equal(200, answer.Status);
        return (number, answer["ETag"]!);
    }

    protected Task<WireResponse> CompleteAsync(string key, string upload, params (int Number, string ETag)[] parts) =>
        CompleteAsync(key, upload, Utf8(Document(parts)));

    protected Task<WireResponse> CompleteAsync(
        string key,
        string upload,
        byte[] body,
        params KeyValuePair<string, string>[] headers
    ) => Server.SendAsync("POST", Bucket, key, [H("uploadId", upload)], headers, body);

    protected Task<WireResponse> AbortAsync(string key, string upload) =>
        Server.SendAsync("DELETE", Bucket, key, [H("uploadId", upload)]);

    protected Task<WireResponse> ListPartsAsync(
        string key,
        string upload,
        params KeyValuePair<string, string>[] query
    ) => Server.SendAsync("GET", Bucket, key, [H("uploadId", upload), .. query]);

    /// <summary>Asserts that an upload is there with exactly these parts.</summary>
    protected async Task AssertPartsAsync(string key, string upload, params int[] numbers)
    {
        var answer = await ListPartsAsync(key, upload);
        Assert.Equal(200, answer.Status);
        Assert.Equal(numbers, answer.Xml.Elements("Part").Select(part => (int)part.Element("PartNumber")!));
    }

    protected static string Document(params IEnumerable<(int Number, string ETag)> parts)
    {
        var text = new StringBuilder("<CompleteMultipartUpload>");
        foreach (var (number, etag) in parts)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"<Part><PartNumber>{number}</PartNumber><ETag>{etag}</ETag></Part>"
            );
        }

        return text.Append("</CompleteMultipartUpload>").ToString();
    }
}
