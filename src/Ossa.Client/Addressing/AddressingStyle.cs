namespace Ossa.Client;

/// <summary>Where a request names its bucket. The signature is the same in every style.</summary>
public enum AddressingStyle
{
    /// <summary>
    /// <see cref="Path"/> where the endpoint's host is an IP address, localhost or another name without a dot, else
    /// <see cref="VirtualHosted"/>.
    /// </summary>
    Auto,

    /// <summary><c>http://endpoint/bucket/key</c>. The real service refuses it; Ossa takes it on every host.</summary>
    Path,

    /// <summary><c>http://bucket.endpoint/key</c>.</summary>
    VirtualHosted,

    /// <summary><c>http://endpoint/key</c>: the endpoint is a custom domain that stands for one bucket.</summary>
    Cname,
}
