using Ossa.CommandLine;
using Ossa.Protocol.Access;
using Ossa.Settings;

namespace Ossa.Hosting;

/// <summary>The flag <c>--trusted-proxy</c>, else its variable: networks such as 10.0.0.0/8, or single addresses, parted by commas.</summary>
internal sealed class ProxyNetworks
{
    public const string Flag = "--trusted-proxy";
    public const string Variable = "OSSA_TRUSTED_PROXY";

    private readonly List<AddressRange> _networks = [];
    private readonly List<string> _problems = [];

    private ProxyNetworks(Setting setting)
    {
        Setting = setting;
        var parts = (setting.Value ?? "").Split(
            ',',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
        );
        foreach (var text in parts)
        {
            if (AddressRange.TryParse(text) is { } network)
            {
                _networks.Add(network);
            }
            else
            {
                _problems.Add($"{setting.Place}: '{text}' is no network; write 10.0.0.0/8 or one address.");
            }
        }
    }

    public Setting Setting { get; }

    /// <summary>What is wrong, each as a line that says where and what to do.</summary>
    public IReadOnlyList<string> Problems => _problems;

    public static ProxyNetworks Read(CommandContext context, IReadOnlyList<string> flags)
    {
        if (flags.Count > 0)
        {
            return new(new Setting(string.Join(',', flags), SettingOrigin.Flag, Flag));
        }

        var variable = context.Variable(Variable);
        return new(
            string.IsNullOrEmpty(variable) ? Setting.Absent : new Setting(variable, SettingOrigin.Environment, Variable)
        );
    }

    /// <summary>The networks, or the first thing that is wrong with them.</summary>
    public IReadOnlyList<AddressRange> Require()
    {
        if (_problems.Count == 0)
        {
            return _networks;
        }

        throw Setting.Origin == SettingOrigin.Flag
            ? new UsageException(_problems[0])
            : new CommandException(_problems[0]);
    }
}
