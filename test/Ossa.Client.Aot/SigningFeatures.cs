using System.Net;
using Ossa.Protocol.Documents;

namespace Ossa.Client.Aot;

internal sealed class SigningFeatures(OssClient client, string bucket)
{
    private static readonly TimeSpan Validity = TimeSpan.FromMinutes(1);

    private const string Parts = "signed parts.bin";

    private string _upload = "";
    private string _etag = "";

    public IEnumerable<Feature> All() =>
        [
            new(nameof(client.PresignAsync), PresignAsync),
            new(nameof(client.ForecastPresignedAsync), ForecastAsync),
            new(nameof(client.PresignInitiateMultipartUploadAsync), InitiateAsync),
            new(nameof(client.PresignUploadPartAsync), UploadPartAsync),
            new(nameof(client.PresignCompleteMultipartUploadAsync), CompleteAsync),
            new(nameof(client.PresignAbortMultipartUploadAsync), AbortAsync),
        ];

    private async Task PresignAsync()
    {
        using var http = new HttpClient();
        var put = await client.PresignAsync(HttpMethod.Put, bucket, "signed.txt", Validity);
        using var body = new ByteArrayContent("by url"u8.ToArray());
        using var stored = await http.PutAsync(put.ToUri(), body);
        Check.Equal(HttpStatusCode.OK, stored.StatusCode);

        var get = await client.PresignAsync(HttpMethod.Get, bucket, "signed.txt", Validity);
        Check.Equal("by url", await http.GetStringAsync(get.ToUri()));
        using var changed = await http.GetAsync(new Uri(get.Url + "0"));
        Check.Equal(HttpStatusCode.Forbidden, changed.StatusCode);
    }

    private async Task ForecastAsync()
    {
        var allowed = await client.ForecastPresignedAsync(HttpMethod.Get, bucket, "signed.txt", Validity);
        Check.Equal(true, allowed.IsAllowed);
        var missing = await client.ForecastPresignedAsync(HttpMethod.Get, bucket, "missing.txt", Validity);
        Check.Equal("NoSuchKey", missing.Code!);
    }

    private async Task InitiateAsync()
    {
        var signed = await client.PresignInitiateMultipartUploadAsync(bucket, Parts, Validity);
        using var answer = await SendAsync(signed, null);
        using var document = await answer.Content.ReadAsStreamAsync();
        _upload = InitiateMultipartUploadResult.Read(document).UploadId;
    }

    private async Task UploadPartAsync()
    {
        var signed = await client.PresignUploadPartAsync(bucket, Parts, _upload, 1, Validity);
        using var answer = await SendAsync(signed, "a part by url"u8.ToArray());
        _etag = answer.Headers.ETag!.Tag;
    }

    private async Task CompleteAsync()
    {
        var signed = await client.PresignCompleteMultipartUploadAsync(bucket, Parts, _upload, Validity);
        var parts = new CompleteMultipartUpload { Parts = [new CompletedPart(1, _etag)] };
        using var answer = await SendAsync(signed, XmlText.ToUtf8(parts));
        Check.Equal(13L, (await client.HeadObjectAsync(bucket, Parts)).ContentLength);
        await client.DeleteObjectAsync(bucket, Parts);
    }

    private async Task AbortAsync()
    {
        var upload = (await client.InitiateMultipartUploadAsync(bucket, Parts)).UploadId;
        using var answer = await SendAsync(
            await client.PresignAbortMultipartUploadAsync(bucket, Parts, upload, Validity),
            null
        );
        await Check.RefusedAsync("NoSuchUpload", () => client.AbortMultipartUploadAsync(bucket, Parts, upload));
    }

    private static async Task<HttpResponseMessage> SendAsync(PresignedRequest signed, byte[]? body)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(signed.Method, signed.ToUri());
        request.Content = body is null ? null : new ByteArrayContent(body);
        var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return answer;
    }
}
