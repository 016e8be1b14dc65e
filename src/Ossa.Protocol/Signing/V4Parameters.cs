namespace Ossa.Protocol.Signing;

/// <summary>Names of the query parameters that make a V4-signed URL.</summary>
public static class V4Parameters
{
    /// <summary>Says that the URL is signed, and how.</summary>
    public const string Version = "x-oss-signature-version";

    /// <summary>Access key id and scope.</summary>
    public const string Credential = "x-oss-credential";

    /// <summary>When the URL begins to hold.</summary>
    public const string Date = "x-oss-date";

    /// <summary>For how many seconds it holds, 1 to 604800.</summary>
    public const string Expires = "x-oss-expires";

    /// <summary>Further headers that the signature covers, separated by semicolons.</summary>
    public const string AdditionalHeaders = "x-oss-additional-headers";

    /// <summary>The security token of temporary credentials.</summary>
    public const string SecurityToken = "x-oss-security-token";

    /// <summary>The signature itself, the only parameter that is not signed.</summary>
    public const string Signature = "x-oss-signature";
}
