using Ossa.Protocol.Names;

namespace Ossa.Hosting;

/// <summary>Domains that buckets may be mapped to without a record in the DNS.</summary>
internal static class TrustedDomains
{
    public static IReadOnlyList<string> Read(ServeSettings settings)
    {
        var setting = settings.Find(ServeCatalogue.CnameTrust);
        var domains = ServeSettings.PartsOf(setting).Select(DomainName.Normalize).ToArray();
        foreach (var wrong in domains.Where(domain => !DomainName.IsValid(domain)))
        {
            settings.Refuse(setting, "is no domain; write one such as example.com.", wrong);
        }

        return domains;
    }
}
