namespace Ossa.Protocol.Signing;

/// <summary>Names of the query parameters that make a V1-signed URL.</summary>
public static class V1Parameters
{
    /// <summary>The access key id.</summary>
    public const string AccessKeyId = "OSSAccessKeyId";

    /// <summary>When the URL ceases to hold, in seconds since 1970.</summary>
    public const string Expires = "Expires";

    /// <summary>The signature, base64.</summary>
    public const string Signature = "Signature";

    /// <summary>The security token of temporary credentials; V1 signs it as a sub-resource.</summary>
    public const string SecurityToken = "security-token";
}
