using Ossa.Protocol.Errors;
using Ossa.Protocol.Signing;

namespace Ossa.Protocol.Forms;

/// <summary>Finds the signature of a form and checks its shape. It believes nothing yet and needs neither clock nor secret.</summary>
public static class PresentedForms
{
    /// <summary>Reads the fields that sign a form. Null says that nothing does: the form is anonymous.</summary>
    /// <param name="fields">The form's fields before its file; names in lower case.</param>
    /// <exception cref="OssException">The form wants to be signed, but lacks something or does not follow the form.</exception>
    public static PresentedForm? Read(IReadOnlyDictionary<string, string> fields)
    {
        if (fields.TryGetValue(FormFields.Version, out var version))
        {
            return version == SignatureV4.Algorithm
                ? ReadV4(fields)
                : throw Malformed.Argument(OssErrors.PostSignatureVersion, FormFields.Version, version);
        }
        return HasAny(fields, FormFields.Policy, FormFields.AccessKeyId, FormFields.SignatureV1)
            ? ReadV1(fields)
            : null;
    }

    private static V1SignedForm ReadV1(IReadOnlyDictionary<string, string> fields)
    {
        var accessKeyId = fields.GetValueOrDefault(FormFields.AccessKeyId);
        if (string.IsNullOrEmpty(accessKeyId))
        {
            throw Malformed.Argument(OssErrors.PostAccessKeyIdMissing, "OSSAccessKeyId", "");
        }
        if (!PresentedSignatures.IsAccessKeyId(accessKeyId))
        {
            throw new OssException(OssErrors.MalformedAccessKeyId, "OSSAccessKeyId", accessKeyId);
        }
        return new V1SignedForm(
            accessKeyId,
            fields.GetValueOrDefault(FormFields.SecurityToken),
            ReadPolicy(fields),
            ReadSignature(fields, FormFields.SignatureV1, "Signature")
        );
    }

    private static V4SignedForm ReadV4(IReadOnlyDictionary<string, string> fields)
    {
        var credentialText = fields.GetValueOrDefault(FormFields.Credential) ?? "";
        var credential = PresentedCredential.Read(credentialText, FormFields.Credential, CredentialErrors.Form);
        if (!SigningTime.TryParseStart(fields.GetValueOrDefault(FormFields.Date), out var time))
        {
            throw new OssException(OssErrors.RequestDateMissing);
        }
        return new V4SignedForm(
            credential.AccessKeyId,
            fields.GetValueOrDefault(FormFields.SecurityToken),
            ReadPolicy(fields),
            ReadSignature(fields, FormFields.SignatureV4, FormFields.SignatureV4),
            credential.Scope,
            time
        );
    }

    private static string ReadPolicy(IReadOnlyDictionary<string, string> fields) =>
        fields.GetValueOrDefault(FormFields.Policy) is { Length: > 0 } policy
            ? policy
            : throw Malformed.Argument(OssErrors.PostPolicyMissing, FormFields.Policy, "");

    private static string ReadSignature(IReadOnlyDictionary<string, string> fields, string field, string argument) =>
        fields.GetValueOrDefault(field) switch
        {
            null => throw Malformed.Argument(OssErrors.PostSignatureMissing, argument, ""),
            "" => throw Malformed.Argument(OssErrors.PostSignatureEmpty, argument, ""),
            var signature => signature,
        };

    private static bool HasAny(IReadOnlyDictionary<string, string> fields, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (fields.ContainsKey(name))
            {
                return true;
            }
        }
        return false;
    }
}
