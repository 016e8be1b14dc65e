namespace Ossa.Protocol.Forms;

/// <summary>Names of the fields that sign a form, lower case: names of form fields ignore case.</summary>
public static class FormFields
{
    /// <summary>The policy, base64.</summary>
    public const string Policy = "policy";

    /// <summary>The access key id of a V1-signed form.</summary>
    public const string AccessKeyId = "ossaccesskeyid";

    /// <summary>The signature of a V1-signed form, base64.</summary>
    public const string SignatureV1 = "signature";

    /// <summary>Says that the form is signed with V4.</summary>
    public const string Version = "x-oss-signature-version";

    /// <summary>Access key id and scope of a V4-signed form.</summary>
    public const string Credential = "x-oss-credential";

    /// <summary>When a V4-signed form begins to hold.</summary>
    public const string Date = "x-oss-date";

    /// <summary>The signature of a V4-signed form, hex.</summary>
    public const string SignatureV4 = "x-oss-signature";

    /// <summary>The security token of temporary credentials.</summary>
    public const string SecurityToken = "x-oss-security-token";
}
