using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server;

/// <summary>
/// Requests that are well signed and make no sense: sub-resources with a method that they do not have, on the wrong level, with another or
/// without what belongs to them. Each is refused by its own error, and nothing is stored.
/// </summary>
public sealed class OddRequestTests : ServerTest
{
    private const string Method = "405 MethodNotAllowed 0017-00000001";

    public static TheoryData<string, string, string> Requests =>
        new()
        {
            // Methods that a level does not have.
            { "PUT", "/", Method },
            { "DELETE", "/", Method },
            { "POST", "/", Method },
            { "PATCH", "/test-bucket", Method },
            { "PATCH", "/test-bucket/k", Method },
            { "TRACE", "/test-bucket/k", Method },
            { "HEAD", "/test-bucket", Method },
            // Sub-resources of a bucket, with a method that they do not have.
            { "POST", "/test-bucket?acl", Method },
            { "DELETE", "/test-bucket?acl", Method },
            { "POST", "/test-bucket?cors", Method },
            { "POST", "/test-bucket?website", Method },
            { "POST", "/test-bucket?referer", Method },
            { "DELETE", "/test-bucket?referer", Method },
            { "POST", "/test-bucket?tagging", Method },
            { "POST", "/test-bucket?policy", Method },
            { "PUT", "/test-bucket?policyStatus", Method },
            { "DELETE", "/test-bucket?policyStatus", Method },
            { "POST", "/test-bucket?requestPayment", Method },
            { "DELETE", "/test-bucket?requestPayment", Method },
            { "DELETE", "/test-bucket?transferAcceleration", Method },
            { "DELETE", "/test-bucket?resourceGroup", Method },
            { "DELETE", "/test-bucket?versioning", Method },
            { "POST", "/test-bucket?versioning", Method },
            { "PUT", "/test-bucket?versions", Method },
            { "DELETE", "/test-bucket?versions", Method },
            { "PUT", "/test-bucket?bucketInfo", Method },
            { "DELETE", "/test-bucket?bucketInfo", Method },
            { "PUT", "/test-bucket?stat", Method },
            { "DELETE", "/test-bucket?stat", Method },
            { "PUT", "/test-bucket?location", Method },
            { "DELETE", "/test-bucket?location", Method },
            { "GET", "/test-bucket?delete", Method },
            { "PUT", "/test-bucket?delete", Method },
            { "DELETE", "/test-bucket?delete", Method },
            { "PUT", "/test-bucket?uploads", Method },
            { "DELETE", "/test-bucket?uploads", Method },
            { "PUT", "/test-bucket?list-type=2", Method },
            { "DELETE", "/test-bucket?list-type=2", Method },
            { "PUT", "/test-bucket?list-type", Method },
            { "DELETE", "/test-bucket?list-type=3", Method },
            { "PUT", "/new-bucket?list-type=1", Method },
            // Sub-resources of a bucket, asked of an object, and the other way round.
            { "DELETE", "/test-bucket/k?lifecycle", Method },
            { "DELETE", "/test-bucket/there?lifecycle", Method },
            { "DELETE", "/test-bucket/k?cors", Method },
            { "PUT", "/test-bucket/k?policy", Method },
            { "PUT", "/test-bucket/k?versioning", Method },
            { "POST", "/test-bucket/k?delete", Method },
            { "PUT", "/test-bucket?restore", Method },
            { "PUT", "/test-bucket?symlink", Method },
            { "DELETE", "/test-bucket?uploadId=1", Method },
            { "PUT", "/?publicAccessBlock&acl", Method },
            { "GET", "/test-bucket/there?lifecycle", Method },
            { "HEAD", "/test-bucket/there?cors", Method },
            { "GET", "/test-bucket?restore", Method },
            { "GET", "/test-bucket?objectMeta", Method },
            { "GET", "/?location", Method },
            // Sub-resources of an object, with a method that they do not have.
            { "POST", "/test-bucket/k?acl", Method },
            { "DELETE", "/test-bucket/k?acl", Method },
            { "POST", "/test-bucket/k?tagging", Method },
            { "POST", "/test-bucket/k?symlink", Method },
            { "DELETE", "/test-bucket/k?symlink", Method },
            { "PUT", "/test-bucket/k?objectMeta", Method },
            { "DELETE", "/test-bucket/k?objectMeta", Method },
            { "GET", "/test-bucket/k?append", Method },
            { "PUT", "/test-bucket/k?append&position=0", Method },
            { "DELETE", "/test-bucket/k?append", Method },
            { "GET", "/test-bucket/k?uploads", Method },
            { "PUT", "/test-bucket/k?uploads", Method },
            { "DELETE", "/test-bucket/k?uploads", Method },
            { "GET", "/test-bucket/k?restore", Method },
            { "PUT", "/test-bucket/k?restore", Method },
            { "DELETE", "/test-bucket/k?restore", Method },
            { "GET", "/test-bucket/k?seal", Method },
            { "PUT", "/test-bucket/k?seal", Method },
            { "GET", "/test-bucket/k?cleanRestoredObject", Method },
            // Without what belongs to them, or with what does not.
            { "PUT", "/test-bucket/k?partNumber=1", "404 NoSuchUpload 0017-00000244" },
            { "PUT", "/test-bucket/k?uploadId=1", "400 InvalidArgument 0017-00000219" },
            { "PUT", "/test-bucket/k?uploadId=1&partNumber=x", "400 InvalidArgument 0017-00000220" },
            { "PUT", "/test-bucket/k?uploadId=1&partNumber=0", "400 InvalidArgument 0017-00000220" },
            { "PUT", "/test-bucket/k?uploadId=none&partNumber=1", "404 NoSuchUpload 0017-00000244" },
            { "POST", "/test-bucket/k?uploadId=none", "404 NoSuchUpload 0017-00000244" },
            { "POST", "/test-bucket/k?append", "400 MissingArgument 0016-00000501" },
            { "POST", "/test-bucket/k?append&position=-1", "400 MissingArgument 0016-00000502" },
            { "GET", "/test-bucket?list-type=3", "400 InvalidArgument -" },
            { "GET", "/test-bucket?list-type=", "400 InvalidArgument -" },
            { "PUT", "/test-bucket/k?acl", "400 MissingArgument 0017-00000105" },
            { "GET", "/test-bucket?comp=token", "400 InvalidArgument -" },
            { "POST", "/test-bucket?comp=add", "400 InvalidArgument -" },
            { "DELETE", "/test-bucket?comp=callback", "400 InvalidArgument -" },
            { "GET", "/test-bucket/there?comp=stat", "400 InvalidArgument -" },
            { "PUT", "/test-bucket?cors", "400 MalformedXML -" },
            { "PUT", "/test-bucket?website", "400 MalformedXML -" },
            { "PUT", "/test-bucket?versioning", "400 MalformedXML 0012-00000002" },
            { "POST", "/test-bucket?delete", "400 InvalidRequest 0016-00000606" },
        };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_request_that_makes_no_sense_is_refused_by_its_own_error(
        string method,
        string target,
        string refusal
    )
    {
        await PutAsync("there", Utf8("content"));
        var answer = await SendAsync(method, target);
        Assert.Equal(refusal, $"{answer.Status} {answer.Code} {answer.Ec ?? "-"}");
        Assert.Equal("content", (await GetAsync("there")).Text);
        Assert.Equal(404, (await GetAsync("k")).Status);
        var uploads = await Server.SendAsync("GET", Bucket, query: [H("uploads", "")]);
        Assert.Empty(uploads.Xml.Elements("Upload"));
    }

    /// <summary>Signs and sends a request in path style, written as it stands in a request line.</summary>
    private Task<WireResponse> SendAsync(string method, string target)
    {
        var parts = target.Split('?');
        var names = parts[0].Split('/', 3);
        var query = parts.Length == 1 ? [] : parts[1].Split('&').Select(Parameter).ToArray();
        return Server.SendAsync(
            method,
            names[1].Length == 0 ? null : names[1],
            names.Length > 2 ? names[2] : null,
            query,
            body: method is "PUT" or "POST" ? [] : null
        );
    }

    private static KeyValuePair<string, string> Parameter(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? H(text, "") : H(text[..equals], text[(equals + 1)..]);
    }
}
