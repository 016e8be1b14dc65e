using Ossa.Client.Sending;
using Ossa.Protocol.Access;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Headers;

namespace Ossa.Client;

public sealed partial class OssClient
{
    /// <summary>
    /// Sets a bucket's access control list. See https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketacl.
    /// </summary>
    public async Task PutBucketAclAsync(string bucket, CannedAcl acl, CancellationToken cancellationToken = default)
    {
        var request = new OssRequest(HttpMethod.Put, bucket).SubResource("acl").Header(OssHeaders.Acl, acl.ToWire());
        using var response = await _sender.SendAsync(request, cancellationToken);
    }

    /// <summary>
    /// A bucket's access control list. See https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketacl.
    /// </summary>
    public async Task<CannedAcl> GetBucketAclAsync(string bucket, CancellationToken cancellationToken = default)
    {
        var request = new OssRequest(HttpMethod.Get, bucket).SubResource("acl");
        return ParseAcl((await _sender.SendAsync(request, AccessControlPolicy.Read, cancellationToken)).Grant);
    }
}
