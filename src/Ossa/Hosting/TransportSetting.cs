using Ossa.Server.Transport;

namespace Ossa.Hosting;

/// <summary>What carries bytes between sockets and HTTP, as the operator sets it.</summary>
internal static class TransportSetting
{
    private const string Stock = "stock";
    private const string Direct = "direct";

    /// <summary>Reads the setting, and notes with the settings what is wrong.</summary>
    public static TransportKind Read(ServeSettings settings)
    {
        var setting = settings.Find(ServeCatalogue.Transport);
        return setting.Value switch
        {
            Stock => TransportKind.Stock,
            Direct => TransportKind.Direct,
            _ => settings.Refuse<TransportKind>(setting, $"is neither {Stock} nor {Direct}.").GetValueOrDefault(),
        };
    }
}
