using Ossa.Protocol.Errors;

namespace Ossa.Protocol.Signing;

/// <summary>An access key id with its scope, as V4 headers, URLs and forms carry it.</summary>
internal sealed record PresentedCredential(string AccessKeyId, CredentialScope Scope)
{
    private const string CloudBoxProduct = "oss-cloudbox";

    /// <summary>What a thread read last: nearly all requests of a day come with the credentials of a few keys.</summary>
    [ThreadStatic]
    private static (string Text, PresentedCredential Read)? last;

    /// <summary>Reads <c>AccessKeyId/Date/Region/Product/aliyun_v4_request</c>.</summary>
    public static PresentedCredential Read(string text, string argument, CredentialErrors errors)
    {
        if (last is not { } known || known.Text != text)
        {
            known = (text, ReadAnew(text, argument, errors));
            last = known;
        }

        return known.Read;
    }

    private static PresentedCredential ReadAnew(string text, string argument, CredentialErrors errors)
    {
        var parts = text.Split('/');
        if (parts[^1] != CredentialScope.Terminator)
        {
            throw Malformed.Argument(errors.Terminator, argument, text);
        }
        if (parts is not [var accessKeyId, var date, var region, var product, _])
        {
            throw Malformed.Argument(errors.Parts, argument, text);
        }
        if (!PresentedSignatures.IsAccessKeyId(accessKeyId))
        {
            throw Malformed.Argument(errors.AccessKeyId, argument, text);
        }
        if (!SigningTime.IsScopeDay(date))
        {
            throw Malformed.Argument(errors.Date, argument, text);
        }
        if (product is not (CredentialScope.OssProduct or CloudBoxProduct))
        {
            throw Malformed.Argument(OssErrors.InvalidSigningProduct, argument, text);
        }
        return new PresentedCredential(accessKeyId, new CredentialScope(date, region, product));
    }
}
