using System.Text;
using Ossa.Protocol.Signing;

namespace Ossa.Protocol.Forms;

/// <summary>
/// Signs the policy of a form. What is signed is the base64 policy itself.
/// See https://www.alibabacloud.com/help/en/oss/developer-reference/postobject and
/// https://www.alibabacloud.com/help/en/oss/developer-reference/signature-version-4-recommend.
/// </summary>
public static class FormSignature
{
    /// <summary>The V1 signature, base64, for the field Signature.</summary>
    /// <param name="secret">The access key secret.</param>
    /// <param name="encodedPolicy">What <see cref="PostPolicy.Encode"/> made.</param>
    public static string SignV1(string secret, string encodedPolicy) =>
        SignatureV1.Sign(secret, Encoding.UTF8.GetBytes(encodedPolicy));

    /// <summary>The V4 signature, lower-case hex, for the field x-oss-signature.</summary>
    /// <param name="secret">The access key secret.</param>
    /// <param name="scope">The scope that stands in the field x-oss-credential.</param>
    /// <param name="encodedPolicy">What <see cref="PostPolicy.Encode"/> made.</param>
    public static string SignV4(string secret, CredentialScope scope, string encodedPolicy) =>
        SignatureV4.Sign(SignatureV4.DeriveKey(secret, scope), encodedPolicy);
}
