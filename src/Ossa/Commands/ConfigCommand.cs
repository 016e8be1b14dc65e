using System.CommandLine;
using Ossa.CommandLine;
using Ossa.Hosting;
using Ossa.Settings;

namespace Ossa.Commands;

/// <summary><c>ossa config check</c>: what the settings are, where they come from, and what is wrong with them.</summary>
internal static class ConfigCommand
{
    public static Command Create(CommandContext context)
    {
        var options = new SettingsOptions();
        var config = ConfigurationFile.CreateOption();
        var check = new DocumentedCommand("check", "Show every setting, where it comes from, and what is wrong.")
        {
            Examples =
            [
                "ossa config check",
                "ossa config check --profile test",
                "ossa config check --config /etc/ossa.conf",
            ],
        };
        options.AddTo(check);
        check.Add(config);
        check.SetAction(parsed =>
            Check(options.Read(parsed, context), context with { ConfigFile = parsed.GetValue(config) })
        );
        return new DocumentedCommand(
            "config",
            "Look at the settings. A flag counts before a variable, and that before a file."
        )
        {
            Examples = ["ossa config check"],
            Subcommands = { check },
        };
    }

    private static int Check(ClientSettings settings, CommandContext context)
    {
        var server = ServeSettings.WithoutFlags(context);
        _ = new ServerConfiguration(server);
        string[] problems = [.. settings.Problems, .. server.Problems];
        Table.Write(
            context.Out,
            [
                ["settings file", settings.ConfigFile.Value!, DescribeFile(settings.ConfigFile)],
                Row("profile", settings.Profile),
                Row("endpoint", settings.Endpoint),
                Row("region", settings.Region),
                Row("addressing", settings.AddressingStyle),
                Row("access key id", settings.AccessKeyId),
                Row("access key secret", Mask(settings.AccessKeySecret)),
                Row("security token", Mask(settings.SecurityToken)),
                Row("session ends", settings.SessionExpiration),
                Row("serve: settings file", server.File),
                .. ServeCatalogue.All.Select(setting => Row($"serve: {setting.Name}", Shown(setting, server))),
            ]
        );
        foreach (var line in problems)
        {
            context.Out.WriteLine($"problem: {line}");
        }
        if (problems.Length > 0)
        {
            throw new CommandException($"The settings have {Amounts.Count(problems.Length, "problem")}.");
        }
        if (settings.Note is { } note)
        {
            context.Out.WriteLine($"note: {note}");
        }
        context.Out.WriteLine(settings.Key is null ? "Nothing is wrong; requests are anonymous." : "Nothing is wrong.");
        return ExitCodes.Done;
    }

    private static Setting Shown(ServeSetting setting, ServeSettings server)
    {
        var found = server.Find(setting);
        return setting.Kind == SettingKind.Secret ? Mask(found) : found;
    }

    private static string[] Row(string name, Setting setting) => [name, setting.Value ?? "-", setting.Place];

    private static string DescribeFile(Setting path) =>
        File.Exists(path.Value) ? path.Place : $"{path.Place}, does not exist";

    /// <summary>The length tells whether a secret was pasted whole, and nothing else.</summary>
    private static Setting Mask(Setting setting) =>
        setting.Value is { } secret
            ? setting with
            {
                Value = $"****** ({Amounts.Count(secret.Length, "character")})",
            }
            : setting;
}
