using System.Security.Cryptography;
using Ossa.Client.Bodies;
using Ossa.Client.Sending;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Headers;

namespace Ossa.Client;

public sealed partial class OssClient
{
    /// <summary>
    /// Says which web pages may use a bucket. See https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketcors.
    /// </summary>
    public async Task PutBucketCorsAsync(
        string bucket,
        CorsConfiguration configuration,
        CancellationToken cancellationToken = default
    )
    {
        var xml = XmlText.ToUtf8(configuration);
        var request = new OssRequest(HttpMethod.Put, bucket) { Body = new UploadBody(xml) }
            .SubResource("cors")
            .Header(OssHeaders.ContentType, "application/xml")
            .Header(OssHeaders.ContentMd5, Convert.ToBase64String(MD5.HashData(xml)));
        using var response = await _sender.SendAsync(request, cancellationToken);
    }

    /// <summary>
    /// Which web pages may use a bucket; without any rule the error NoSuchCORSConfiguration.
    /// See https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketcors.
    /// </summary>
    public Task<CorsConfiguration> GetBucketCorsAsync(string bucket, CancellationToken cancellationToken = default) =>
        _sender.SendAsync(
            new OssRequest(HttpMethod.Get, bucket).SubResource("cors"),
            CorsConfiguration.Read,
            cancellationToken
        );

    /// <summary>
    /// Takes all rules away. See https://www.alibabacloud.com/help/en/oss/developer-reference/deletebucketcors.
    /// </summary>
    public async Task DeleteBucketCorsAsync(string bucket, CancellationToken cancellationToken = default)
    {
        var request = new OssRequest(HttpMethod.Delete, bucket).SubResource("cors");
        using var response = await _sender.SendAsync(request, cancellationToken);
    }
}
