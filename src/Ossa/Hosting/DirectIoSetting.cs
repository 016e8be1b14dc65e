namespace Ossa.Hosting;

/// <summary>Whether large bodies are written past the system's page cache, as the operator sets it.</summary>
internal static class DirectIoSetting
{
    private const string On = "on";
    private const string Off = "off";

    /// <summary>Reads the setting, and notes with the settings what is wrong.</summary>
    public static bool Read(ServeSettings settings)
    {
        var setting = settings.Find(ServeCatalogue.DirectIo);
        return setting.Value switch
        {
            On => true,
            Off => false,
            _ => settings.Refuse<bool>(setting, $"is neither {On} nor {Off}.").GetValueOrDefault(),
        };
    }
}
