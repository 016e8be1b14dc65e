using Ossa.Protocol.Errors;
using Ossa.Protocol.Names;
using Ossa.Server.Road;

namespace Ossa.Server.Domains;

/// <summary>
/// Makes sure that whoever maps a domain to a bucket owns it: its name servers must tell the token that was made for both. See
/// https://www.alibabacloud.com/help/en/oss/user-guide/map-custom-domain-names-5.
/// </summary>
internal static class DomainOwnership
{
    private const string Label = "_dnsauth.";

    /// <summary>Refuses a domain that its sender has not shown to be his. Those of the server's owner need no proof.</summary>
    public static async Task RequireAsync(OssContext context, string domain)
    {
        if (
            context.Caller.IsOwnerOf(context.Engine.AccountId)
            && context.Options.TrustedDomains.Any(trusted => DomainName.IsWithin(domain, DomainName.Normalize(trusted)))
        )
        {
            return;
        }

        var token = await context.Engine.CnameTokens.FindAsync(context.Bucket, domain, context.Aborted);
        if (token is null)
        {
            throw Refusal(context, domain, "There is no token, or it has expired.");
        }

        var name = Label + domain;
        if (name.Length > DomainName.MaxLength || !await IsToldAsync(context, name, token.Token))
        {
            throw Refusal(context, domain, $"No TXT record of {name} holds the token.");
        }
    }

    private static async Task<bool> IsToldAsync(OssContext context, string name, string token)
    {
        try
        {
            var texts = await context.Options.TxtLookup.FindAsync(name, context.Aborted);
            return texts.Any(text => text.Trim() == token);
        }
        catch (IOException e)
        {
            throw Refusal(context, name[Label.Length..], e.Message);
        }
    }

    private static OssException Refusal(OssContext context, string domain, string why) =>
        new(
            OssErrors.NeedVerifyDomainOwnership,
            [new("Bucket", context.Bucket.Name), new("Cname", domain), new("ErrorDetail", why)]
        );
}
