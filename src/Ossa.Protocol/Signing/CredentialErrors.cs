using Ossa.Protocol.Errors;

namespace Ossa.Protocol.Signing;

/// <summary>Headers, URLs and forms have errors of their own for each thing that can be wrong with a credential.</summary>
internal sealed record CredentialErrors(OssError Terminator, OssError Parts, OssError AccessKeyId, OssError Date)
{
    public static readonly CredentialErrors Header = new(
        OssErrors.InvalidCredentialV4,
        OssErrors.AuthorizationFieldsV4,
        OssErrors.CredentialCharactersV4,
        OssErrors.InvalidSigningDateV4
    );

    public static readonly CredentialErrors Url = new(
        OssErrors.UrlCredentialV4,
        OssErrors.UrlCredentialV4,
        OssErrors.UrlAccessKeyCharactersV4,
        OssErrors.UrlSigningDateV4
    );

    public static readonly CredentialErrors Form = new(
        OssErrors.PostCredential,
        OssErrors.PostCredential,
        OssErrors.PostCredentialCharacters,
        OssErrors.PostSigningDate
    );
}
