namespace Ossa.Protocol.Access;

/// <summary>
/// An access control list as OSS knows it: one of four ready-made ones.
/// See https://www.alibabacloud.com/help/en/oss/user-guide/acl-overview.
/// </summary>
public enum CannedAcl
{
    /// <summary>Objects only: what the bucket's list says.</summary>
    Default,

    /// <summary>The owner alone.</summary>
    Private,

    /// <summary>Anyone may read objects; the owner alone writes.</summary>
    PublicRead,

    /// <summary>Anyone may read and write objects.</summary>
    PublicReadWrite,
}
