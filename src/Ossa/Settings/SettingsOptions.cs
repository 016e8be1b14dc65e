using System.CommandLine;
using Ossa.Client;
using Ossa.CommandLine;
using Ossa.Remote;

namespace Ossa.Settings;

/// <summary>
/// The options that every command has which talks to a server. Secrets have none on purpose: command lines are for all to see in the
/// list of processes and stay in the shell's history.
/// </summary>
internal sealed class SettingsOptions
{
    public Option<string?> Endpoint { get; } =
        new("--endpoint", "-e")
        {
            Description = $"The server's address [default: {EndpointAddress.Default}, whatever the region]",
            HelpName = "URL",
        };

    public Option<string?> Region { get; } =
        new("--region") { Description = "The region that signatures name", HelpName = "REGION" };

    public Option<string?> AddressingStyle { get; } =
        new("--addressing-style")
        {
            Description = "Where requests name the bucket: auto, virtual (in the host), path or cname",
            HelpName = "STYLE",
        };

    public Option<string?> ConfigFile { get; } =
        new("--config-file", "-c")
        {
            Description = "The settings file, instead of ~/.ossutilconfig",
            HelpName = "FILE",
        };

    public Option<string?> Profile { get; } =
        new("--profile") { Description = "The profile of the settings file", HelpName = "NAME" };

    private Option<string?>[] All => [Endpoint, Region, AddressingStyle, ConfigFile, Profile];

    public void AddTo(Command command)
    {
        foreach (var option in All)
        {
            command.Add(option);
        }
    }

    /// <summary>Whether one of them is given, so that a server is meant.</summary>
    public bool AreGiven(ParseResult parsed) => All.Any(option => parsed.GetValue(option) is not null);

    /// <summary>Refuses these options beside one that names something else than a server.</summary>
    public void RefuseBeside(Option other, ParseResult parsed)
    {
        if (All.FirstOrDefault(option => parsed.GetValue(option) is not null) is { } given)
        {
            throw new UsageException(
                $"{other.Name} names a directory and {given.Name} a server, so they do not go together."
            );
        }
    }

    /// <summary>All settings with their origins, wrong ones too.</summary>
    public ClientSettings Read(ParseResult parsed, CommandContext context)
    {
        var flags = All.ToDictionary(option => option.Name, parsed.GetValue, StringComparer.Ordinal);
        return new SettingsReader(context, name => flags.GetValueOrDefault(name)).Read();
    }

    /// <summary>A client for the server that the settings name.</summary>
    /// <exception cref="CommandException">Something is wrong with the settings.</exception>
    public OssClient CreateClient(ParseResult parsed, CommandContext context) =>
        Clients.Create(ReadUsable(parsed, context), context);

    /// <summary>The settings, if they can be used.</summary>
    /// <exception cref="CommandException">Something is wrong with them.</exception>
    public ClientSettings ReadUsable(ParseResult parsed, CommandContext context)
    {
        var settings = Read(parsed, context);
        return settings.Problems is [var problem, ..]
            ? throw new CommandException($"{problem} ('ossa config check' shows all settings)")
            : settings;
    }
}
