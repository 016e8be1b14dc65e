using Ossa.Client.Sending;
using Ossa.Protocol.Access;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Headers;

namespace Ossa.Client;

public sealed partial class OssClient
{
    /// <summary>
    /// Sets an object's access control list. See https://www.alibabacloud.com/help/en/oss/developer-reference/putobjectacl.
    /// </summary>
    public Task PutObjectAclAsync(
        string bucket,
        string key,
        CannedAcl acl,
        CancellationToken cancellationToken = default
    ) => PutObjectAclAsync(bucket, key, acl, versionId: null, cancellationToken);

    /// <summary>
    /// Sets the access control list of one version, or with null of the object as it is now.
    /// See https://www.alibabacloud.com/help/en/oss/developer-reference/putobjectacl.
    /// </summary>
    public async Task PutObjectAclAsync(
        string bucket,
        string key,
        CannedAcl acl,
        string? versionId,
        CancellationToken cancellationToken = default
    )
    {
        var request = new OssRequest(HttpMethod.Put, bucket, key)
            .SubResource("acl")
            .Parameter(GetObjectOptions.VersionIdParameter, versionId)
            .Header(OssHeaders.ObjectAcl, acl.ToWire());
        using var response = await _sender.SendAsync(request, cancellationToken);
    }

    /// <summary>
    /// An object's access control list. See https://www.alibabacloud.com/help/en/oss/developer-reference/getobjectacl.
    /// </summary>
    public Task<CannedAcl> GetObjectAclAsync(
        string bucket,
        string key,
        CancellationToken cancellationToken = default
    ) => GetObjectAclAsync(bucket, key, versionId: null, cancellationToken);

    /// <summary>
    /// The access control list of one version, or with null of the object as it is now.
    /// See https://www.alibabacloud.com/help/en/oss/developer-reference/getobjectacl.
    /// </summary>
    public async Task<CannedAcl> GetObjectAclAsync(
        string bucket,
        string key,
        string? versionId,
        CancellationToken cancellationToken = default
    )
    {
        var request = new OssRequest(HttpMethod.Get, bucket, key)
            .SubResource("acl")
            .Parameter(GetObjectOptions.VersionIdParameter, versionId);
        var policy = await _sender.SendAsync(request, AccessControlPolicy.Read, cancellationToken);
        return ParseAcl(policy.Grant);
    }

    private static CannedAcl ParseAcl(string grant) =>
        CannedAcls.TryParseObjectAcl(grant, out var acl)
            ? acl
            : throw new OssResponseException(
                $"The server names an access control list that does not exist: '{grant}'."
            );
}
