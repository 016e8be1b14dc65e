using Ossa.Client;

namespace Ossa.Settings;

/// <summary>The names that settings have for where requests name their bucket; ossutil's own.</summary>
internal static class AddressingStyles
{
    private const string Auto = "auto";

    public static readonly string[] Names = [Auto, "virtual", "path", "cname"];

    public static bool IsKnown(string? name) => name is null || Names.Contains(name);

    public static AddressingStyle Parse(string? name) =>
        name switch
        {
            "virtual" => AddressingStyle.VirtualHosted,
            "path" => AddressingStyle.Path,
            "cname" => AddressingStyle.Cname,
            _ => AddressingStyle.Auto,
        };

    public static Setting Default => Setting.Default(Auto);
}
