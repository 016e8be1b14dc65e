using System.Text;
using Ossa.Protocol.Errors;

namespace Ossa.Protocol.Signing;

/// <summary>
/// Why a signature was refused: what the server computed from, so that the signer can find the difference. It never holds the
/// right signature. See https://www.alibabacloud.com/help/en/oss/support/signaturedoesnotmatch.
/// </summary>
/// <param name="Error">The error, one for each signature version.</param>
/// <param name="AccessKeyId">The access key id that was presented.</param>
/// <param name="SignatureProvided">The signature that was presented.</param>
/// <param name="StringToSign">The bytes that the server signed.</param>
/// <param name="CanonicalRequest">The canonical request behind them, for V4.</param>
public sealed record SignatureMismatch(
    OssError Error,
    string AccessKeyId,
    string SignatureProvided,
    ReadOnlyMemory<byte> StringToSign,
    ReadOnlyMemory<byte>? CanonicalRequest
)
{
    /// <summary>
    /// More is not repeated: nobody finds a difference in so much, and a large policy must not cost its sender's server many times its size.
    /// </summary>
    private const int MaxShownBytes = 64 * 1024;

    /// <summary>The refusal as it goes to the caller, with the elements that the service documents.</summary>
    public OssException ToException()
    {
        List<KeyValuePair<string, string>> details =
        [
            new("OSSAccessKeyId", AccessKeyId),
            new("SignatureProvided", SignatureProvided),
        ];
        if (StringToSign.Length <= MaxShownBytes)
        {
            details.Add(new("StringToSign", Encoding.UTF8.GetString(StringToSign.Span)));
            details.Add(new("StringToSignBytes", SpacedHex(StringToSign.Span)));
        }
        if (CanonicalRequest is { } canonicalRequest)
        {
            details.Add(new("CanonicalRequest", Encoding.UTF8.GetString(canonicalRequest.Span)));
        }
        return new OssException(Error, details);
    }

    private static string SpacedHex(ReadOnlySpan<byte> bytes)
    {
        var hex = new StringBuilder(bytes.Length * 3);
        foreach (var value in bytes)
        {
            hex.Append(hex.Length == 0 ? "" : " ").Append(value.ToString("X2"));
        }
        return hex.ToString();
    }
}
