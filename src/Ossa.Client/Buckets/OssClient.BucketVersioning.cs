using System.Security.Cryptography;
using Ossa.Client.Bodies;
using Ossa.Client.Sending;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Headers;

namespace Ossa.Client;

public sealed partial class OssClient
{
    /// <summary>
    /// Makes a bucket keep old versions of its objects, or no new ones of them. See https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketversioning.
    /// </summary>
    public async Task PutBucketVersioningAsync(
        string bucket,
        VersioningConfiguration configuration,
        CancellationToken cancellationToken = default
    )
    {
        var xml = XmlText.ToUtf8(configuration);
        var request = new OssRequest(HttpMethod.Put, bucket) { Body = new UploadBody(xml) }
            .SubResource("versioning")
            .Header(OssHeaders.ContentType, "application/xml")
            .Header(OssHeaders.ContentMd5, Convert.ToBase64String(MD5.HashData(xml)));
        using var response = await _sender.SendAsync(request, cancellationToken);
    }

    /// <summary>
    /// Whether a bucket keeps old versions; its status is null where that was never set.
    /// See https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketversioning.
    /// </summary>
    public Task<VersioningConfiguration> GetBucketVersioningAsync(
        string bucket,
        CancellationToken cancellationToken = default
    ) =>
        _sender.SendAsync(
            new OssRequest(HttpMethod.Get, bucket).SubResource("versioning"),
            VersioningConfiguration.Read,
            cancellationToken
        );
}
