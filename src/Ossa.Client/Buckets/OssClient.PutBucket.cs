using Ossa.Client.Bodies;
using Ossa.Client.Sending;
using Ossa.Protocol.Access;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Headers;

namespace Ossa.Client;

public sealed partial class OssClient
{
    /// <summary>
    /// Makes a bucket, private unless said otherwise; one's own that is there already is no error.
    /// See https://www.alibabacloud.com/help/en/oss/developer-reference/putbucket.
    /// </summary>
    /// <param name="bucket">The bucket: 3 to 63 lower-case letters, digits and dashes.</param>
    /// <param name="acl">Its access control list; one that exists keeps its own unless this is given.</param>
    /// <param name="configuration">Storage class and redundancy; by default the server's.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task PutBucketAsync(
        string bucket,
        CannedAcl? acl = null,
        CreateBucketConfiguration? configuration = null,
        CancellationToken cancellationToken = default
    )
    {
        var body = configuration is null ? null : new UploadBody(XmlText.ToUtf8(configuration));
        var request = new OssRequest(HttpMethod.Put, bucket) { Body = body }
            .Header(OssHeaders.ContentType, body is null ? null : "application/xml")
            .Header(OssHeaders.Acl, acl?.ToWire());
        using var response = await _sender.SendAsync(request, cancellationToken);
    }
}
