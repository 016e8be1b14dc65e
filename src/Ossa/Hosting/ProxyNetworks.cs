using Ossa.Protocol.Access;

namespace Ossa.Hosting;

/// <summary>Proxies whose word counts: networks such as 10.0.0.0/8, or single addresses.</summary>
internal static class ProxyNetworks
{
    public static IReadOnlyList<AddressRange> Read(ServeSettings settings)
    {
        var setting = settings.Find(ServeCatalogue.TrustedProxy);
        var networks = new List<AddressRange>();
        foreach (var text in ServeSettings.PartsOf(setting))
        {
            if (AddressRange.TryParse(text) is { } network)
            {
                networks.Add(network);
            }
            else
            {
                settings.Refuse(setting, "is no network; write 10.0.0.0/8 or one address.", text);
            }
        }

        return networks;
    }
}
