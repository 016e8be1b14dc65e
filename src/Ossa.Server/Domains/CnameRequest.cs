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
        if (document.HasCertificate)
        {
            // Nothing of it is kept, its private key least of all.
            throw NotThere(operation, "CertificateConfiguration");
        }

        if (document.IsWildcard)
        {
            throw NotThere(operation, "IsWildCard");
        }

        RefuseWildcard(context, operation);
        var domain = Check(document.Domain);
        return context.HostNames.IsOwn(domain) || Reserved.Any(reserved => DomainName.IsWithin(domain, reserved))
            ? throw new OssException(OssErrors.CnameIsForbidden, "Cname", domain)
            : domain;
    }

    /// <summary>The domain that the request's document names.</summary>
    public static async Task<string> ReadAsync(OssContext context, string operation)
    {
        var document = await ReadDocumentAsync(context);
        RefuseWildcard(context, operation);
        return Check(document.Domain);
    }

    /// <summary>The domain that the request's query names. Its name may stand there alone before, as the service's own syntax has it.</summary>
    public static string ReadParameter(OssContext context, string operation)
    {
        RefuseWildcard(context, operation);
        var named = context.Target.Query.LastOrDefault(parameter => parameter is { Key: "cname", Value: not "" });
        return Check(named.Value ?? "");
    }

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

    /// <summary>The domain itself is meant where nothing else is said. All below one cannot lead to a bucket.</summary>
    private static void RefuseWildcard(OssContext context, string operation)
    {
        switch (context.Target["wildcard"])
        {
            case null or "" or "false":
                return;
            case "true":
                throw NotThere(operation, "wildcard");
            case var value:
                throw ListParameters.Invalid(OssErrors.InvalidArgument, "wildcard", value);
        }
    }

    private static OssException NotThere(string operation, string what) =>
        new(OssErrors.NotImplementedOperation, "Operation", $"{operation} with {what}");
}
