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
        var check = new DocumentedCommand("check", "Show every setting, where it comes from, and what is wrong.")
        {
            Examples = ["ossa config check", "ossa config check --profile test"],
        };
        options.AddTo(check);
        check.SetAction(parsed => Check(options.Read(parsed, context), context));
        return new DocumentedCommand("config", "Look at the settings.")
        {
            Examples = ["ossa config check"],
            Subcommands = { check },
        };
    }

    private static int Check(ClientSettings settings, CommandContext context)
    {
        var limits = StoreLimits.Read(context, flag: _ => null);
        var shift = ClockShift.Read(context, flag: null);
        var proxies = ProxyNetworks.Read(context, flags: []);
        var clients = ClientLimitSettings.Read(context, flag: _ => null);
        var tls = TlsSettings.Read(context, flag: _ => null);
        string[] problems =
        [
            .. settings.Problems,
            .. limits.Problems,
            .. clients.Problems,
            .. proxies.Problems,
            .. tls.Problems,
            .. shift.Problem is { } problem ? [problem] : Array.Empty<string>(),
        ];
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
                Row("serve: largest body", limits.ObjectSize),
                Row("serve: bucket quota", limits.BucketBytes),
                Row("serve: bucket objects", limits.BucketObjects),
                Row("serve: uploads kept", limits.Abandon),
                Row("serve: scrub every", limits.ScrubInterval),
                Row("serve: scrub rate", limits.ScrubRate),
                Row("serve: lifecycle every", limits.LifecycleInterval),
                Row("serve: restoration", limits.RestoreDelay),
                Row("serve: connections", clients.AddressConnections),
                Row("serve: address rate", clients.AddressRate),
                Row("serve: key rate", clients.KeyRate),
                Row("serve: uploads at once", clients.Uploads),
                Row("serve: least upload rate", clients.UploadRate),
                Row("serve: idle time-out", clients.IdleTimeout),
                Row("serve: header time-out", clients.HeaderTimeout),
                Row("serve: keep-alive", clients.KeepAliveTimeout),
                Row("serve: clock shift", shift.Setting),
                Row("serve: proxies", proxies.Setting),
                Row("serve: certificate", tls.Certificate),
                Row("serve: its key", tls.Key),
                Row("serve: least TLS", tls.MinVersion),
                Row("serve: logs every", limits.LoggingInterval),
                Row("serve: audit log", limits.Audit),
                Row("serve: audit kept", limits.AuditKeep),
                Row("serve: audit size", limits.AuditSize),
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
