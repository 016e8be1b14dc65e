using System.Net;

namespace Ossa.Client.Aot;

internal sealed class SigningFeatures(OssClient client, string bucket)
{
    private static readonly TimeSpan Validity = TimeSpan.FromMinutes(1);

    public IEnumerable<Feature> All() => [new(nameof(client.PresignAsync), PresignAsync)];

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
}
