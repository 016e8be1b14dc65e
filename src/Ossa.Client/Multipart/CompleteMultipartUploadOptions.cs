using Ossa.Client.Sending;
using Ossa.Protocol.Access;
using Ossa.Protocol.Headers;

namespace Ossa.Client;

/// <summary>
/// What goes with completing an upload. See https://www.alibabacloud.com/help/en/oss/developer-reference/completemultipartupload.
/// </summary>
public sealed record CompleteMultipartUploadOptions
{
    /// <summary>The object's access control list; by default the bucket's counts.</summary>
    public CannedAcl? Acl { get; init; }

    /// <summary>Refuses to replace an object that is there already.</summary>
    public bool ForbidOverwrite { get; init; }

    /// <summary>Further headers, signed as they are.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    internal void Apply(OssRequest request) =>
        request
            .Header(OssHeaders.ObjectAcl, Acl?.ToWire())
            .Header(OssHeaders.ForbidOverwrite, ForbidOverwrite ? "true" : null)
            .AllHeaders(Headers);
}
