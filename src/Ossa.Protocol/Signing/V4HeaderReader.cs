using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;

namespace Ossa.Protocol.Signing;

/// <summary>Reads <c>OSS4-HMAC-SHA256 Credential=...,AdditionalHeaders=a;b,Signature=...</c>; spaces behind commas are allowed.</summary>
internal static class V4HeaderReader
{
    public static PresentedSignature Read(SignableRequest request, string authorization)
    {
        var fields = ReadFields(authorization);
        var credentialText = fields.GetValueOrDefault("Credential");
        var signature = fields.GetValueOrDefault("Signature");
        if (string.IsNullOrEmpty(credentialText) || string.IsNullOrEmpty(signature))
        {
            throw Malformed.Authorization(OssErrors.AuthorizationFieldsV4, authorization);
        }
        var credential = PresentedCredential.Read(credentialText, "Authorization", CredentialErrors.Header);
        var additional = AdditionalHeaderList.Read(fields.GetValueOrDefault("AdditionalHeaders"));
        var date = RequestDate.Read(request);
        return new PresentedSignature(
            SignatureScheme.V4Header,
            credential.AccessKeyId,
            CanonicalHeaders.Find(request, OssHeaders.SecurityToken),
            signature,
            date.Text,
            date.Time
        )
        {
            Scope = credential.Scope,
            AdditionalHeaders = additional,
        };
    }

    private static Dictionary<string, string> ReadFields(string authorization)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in authorization[SignatureV4.Algorithm.Length..].Split(','))
        {
            var (name, value) = field.Split('=', 2) is [var before, var after]
                ? (before.Trim(), after.Trim())
                : ("", "");
            if (name is not ("Credential" or "AdditionalHeaders" or "Signature") || !fields.TryAdd(name, value))
            {
                throw Malformed.Authorization(OssErrors.AuthorizationFieldsV4, authorization);
            }
        }
        return fields;
    }
}
