using Ossa.CommandLine;
using Ossa.Protocol.Regions;

namespace Ossa.Settings;

/// <summary>The one mechanism of settings: a flag outranks the environment, which outranks the settings file.</summary>
internal sealed class SettingsReader(CommandContext context, Func<string, string?> flag)
{
    private const string DefaultRegion = "cn-hangzhou";

    private readonly List<string> _problems = [];

    public ClientSettings Read()
    {
        var path = Resolve("--config-file", "OSSUTIL_CONFIG_FILE", file: null);
        if (path.Value is null)
        {
            path = Setting.Default(Path.Combine(context.HomeFolder, ".ossutilconfig"));
        }
        var profile = Resolve("--profile", "OSSUTIL_PROFILE", file: null);
        if (profile.Value is null)
        {
            profile = Setting.Default(SettingsFile.DefaultProfile);
        }
        var file = new ProfileSource(path, profile);
        if (file.Problem is { } problem)
        {
            _problems.Add(problem);
        }
        var (id, secret, token) = ResolveCredentials(file);
        var endpoint = Resolve("--endpoint", "OSS_ENDPOINT", file.Find("endpoint"));
        var region = Resolve("--region", "OSS_REGION", file.Find("region"));
        var addressing = Resolve("--addressing-style", variable: null, file.Find("addressing-style"));
        var settings = new ClientSettings
        {
            ConfigFile = path,
            Profile = profile,
            Endpoint = endpoint.IsGiven ? endpoint : Setting.Default(EndpointAddress.Default),
            Region = region.IsGiven ? region : DeriveRegion(endpoint),
            AddressingStyle = addressing.IsGiven ? addressing : AddressingStyles.Default,
            AccessKeyId = id,
            AccessKeySecret = secret,
            SecurityToken = token,
            // Told with the token, or of another one.
            SessionExpiration =
                (token.Origin == SettingOrigin.Environment ? FromEnvironment("OSSA_SESSION_EXPIRATION") : null)
                ?? Setting.Absent,
        };
        return settings with { Problems = [.. _problems, .. SettingsCheck.Find(settings, file.Find("mode"))] };
    }

    private Setting Resolve(string option, string? variable, Setting? file)
    {
        if (flag(option) is { } given)
        {
            return new Setting(given, SettingOrigin.Flag, option);
        }
        return (variable is null ? null : FromEnvironment(variable)) ?? file ?? Setting.Absent;
    }

    /// <summary>
    /// Id, secret and token come from the same place: a pair put together from two places signs for nobody, and a token belongs to
    /// its own pair alone.
    /// </summary>
    private (Setting Id, Setting Secret, Setting Token) ResolveCredentials(ProfileSource file)
    {
        var id = FromEnvironment("OSS_ACCESS_KEY_ID");
        var secret = FromEnvironment("OSS_ACCESS_KEY_SECRET");
        var token = FromEnvironment("OSS_SESSION_TOKEN");
        if (id is null && secret is null && token is null)
        {
            id = file.Find("accessKeyID");
            secret = file.Find("accessKeySecret");
            token = file.Find("stsToken");
        }
        return (id ?? Setting.Absent, secret ?? Setting.Absent, token ?? Setting.Absent);
    }

    private Setting? FromEnvironment(string variable) =>
        context.Variable(variable) is { Length: > 0 } value
            ? new Setting(value, SettingOrigin.Environment, variable)
            : null;

    private static Setting DeriveRegion(Setting endpoint) =>
        EndpointAddress.Parse(endpoint.Value ?? "") is { } uri
        && EndpointHost.TryParse(uri.Host, out var host)
        && host.Region is { } region
            ? new Setting(region, SettingOrigin.Derived, "from the endpoint")
            : Setting.Default(DefaultRegion);
}
