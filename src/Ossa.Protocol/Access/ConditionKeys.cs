namespace Ossa.Protocol.Access;

/// <summary>
/// What conditions can ask of a request. A key of OSS, of STS, of the cloud or of no service that is not listed is refused when a policy is written,
/// since a denial that depends on it would never hold. Keys of other services are accepted: their statements never concern objects.
/// </summary>
public static class ConditionKeys
{
    /// <summary>The address that the request comes from.</summary>
    public const string SourceIp = "acs:SourceIp";

    /// <summary>The User-Agent header.</summary>
    public const string UserAgent = "acs:UserAgent";

    /// <summary>When the request arrived.</summary>
    public const string CurrentTime = "acs:CurrentTime";

    /// <summary>Whether the request came by TLS.</summary>
    public const string SecureTransport = "acs:SecureTransport";

    /// <summary>The access key that signed.</summary>
    public const string AccessId = "acs:AccessId";

    /// <summary>The account, user or role that asks, in full.</summary>
    public const string PrincipalArn = "acs:PrincipalARN";

    /// <summary>The prefix that a listing asks for.</summary>
    public const string Prefix = "oss:Prefix";

    /// <summary>The delimiter that a listing asks for.</summary>
    public const string Delimiter = "oss:Delimiter";

    /// <summary>The list that a request wants to give a bucket.</summary>
    public const string Acl = "oss:x-oss-acl";

    /// <summary>The list that a request wants to give an object.</summary>
    public const string ObjectAcl = "oss:x-oss-object-acl";

    /// <summary>Before a tag's key: that tag of the bucket.</summary>
    public const string BucketTag = "oss:BucketTag/";

    /// <summary>Before a tag's key: that tag of the object that is there.</summary>
    public const string ExistingObjectTag = "oss:ExistingObjectTag/";

    /// <summary>Before a tag's key: that tag which a request wants to give an object.</summary>
    public const string RequestObjectTag = "oss:RequestObjectTag/";

    /// <summary>What somebody who assumes a role says that he was told by its owner.</summary>
    public const string ExternalId = "sts:ExternalId";

    /// <summary>What somebody who assumes a role wants to call the session.</summary>
    public const string RoleSessionName = "sts:RoleSessionName";

    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        SourceIp,
        UserAgent,
        CurrentTime,
        SecureTransport,
        AccessId,
        PrincipalArn,
        Prefix,
        Delimiter,
        Acl,
        ObjectAcl,
        ExternalId,
        RoleSessionName,
        // Networks and second factors of the cloud, which no request here has.
        "acs:SourceVpc",
        "acs:SourceVpcId",
        "acs:MFAPresent",
    };

    private static readonly string[] Families = [BucketTag, ExistingObjectTag, RequestObjectTag];

    private static readonly string[] Own = ["acs:", "oss:", "sts:"];

    internal static bool IsKnown(string key) =>
        Names.Contains(key)
        || Array.Exists(Families, family => Begins(key, family) && key.Length > family.Length)
        || (key.IndexOf(':', StringComparison.Ordinal) > 0 && !Array.Exists(Own, service => Begins(key, service)));

    private static bool Begins(string key, string prefix) => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
}
