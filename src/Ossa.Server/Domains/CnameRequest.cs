using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Names;
using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Domains;

/// <summary>Reads which domain a request is about.</summary>
internal static class CnameRequest
{
    /// <summary>Domains of the service, which it lets nobody map.</summary>
    private static readonly string[] Reserved =
    [
        "aliyuncs.com",
        "aliyun.com",
        "aliyun-inc.com",
        "taobaocdn.com",
        "taobao.com",
    ];

    /// <summary>The domain that the request's document names, which may be mapped to a bucket.</summary>
    public static async Task<string> ReadMappableAsync(OssContext context, string operation)
    {
        var document = await ReadDocumentAsync(context);
        RefuseMore(document, operation);
        var domain = Check(document.Domain);
        return context.HostNames.IsOwn(domain) || Reserved.Any(reserved => DomainName.IsWithin(domain, reserved))
            ? throw new OssException(OssErrors.CnameIsForbidden, "Cname", domain)
            : domain;
    }

    /// <summary>The domain that the request's document names.</summary>
    public static async Task<string> ReadAsync(OssContext context) => Check((await ReadDocumentAsync(context)).Domain);

    /// <summary>A domain that could be one, in its normalized form.</summary>
    public static string Check(string text)
    {
        var domain = DomainName.Normalize(text.Trim());
        if (domain.Length < DomainName.MinLength)
        {
            throw new OssException(OssErrors.CnameTooShort, "Cname", text);
        }

        return DomainName.IsValid(domain) ? domain : throw new OssException(OssErrors.InvalidCname, "Cname", text);
    }

    private static Task<BucketCnameConfiguration> ReadDocumentAsync(OssContext context) =>
        XmlRequest.ReadRequiredAsync(context, BucketCnameConfiguration.Read, OssErrors.MalformedXmlCname);

    /// <summary>What is not there yet is refused by name. Nothing of a certificate is kept, its private key least of all.</summary>
    private static void RefuseMore(BucketCnameConfiguration document, string operation)
    {
        if (document.HasCertificate)
        {
            throw NotThere($"{operation} with CertificateConfiguration");
        }

        if (document.IsWildcard)
        {
            throw NotThere($"{operation} with IsWildCard");
        }
    }

    private static OssException NotThere(string operation) =>
        new(OssErrors.NotImplementedOperation, "Operation", operation);
}
