using System.Security;

namespace Ossa.Settings;

/// <summary>One profile of the settings file on disk, with what keeps it from being read.</summary>
internal sealed class ProfileSource
{
    private readonly Setting _path;
    private readonly Setting _profile;
    private readonly SettingsFile? _file;

    public ProfileSource(Setting path, Setting profile)
    {
        _path = path;
        _profile = profile;
        try
        {
            _file = SettingsFile.Parse(File.ReadAllText(path.Value!));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            Problem = path.IsGiven ? $"The settings file {path.Value} ({path.Place}) does not exist." : null;
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or FormatException or SecurityException)
        {
            Problem = $"The settings file {path.Value} cannot be read: {e.Message.TrimEnd('.')}.";
        }
        if (Problem is null && profile.IsGiven && _file?.HasProfile(profile.Value!) != true)
        {
            Problem = $"The settings file {path.Value} has no profile '{profile.Value}' ({profile.Place}).";
        }
    }

    public string? Problem { get; }

    public Setting? Find(string key) =>
        _file?.Find(_profile.Value!, key) is { } value
            ? new Setting(value, SettingOrigin.File, $"{_path.Value} [{_profile.Value}] {key}")
            : null;
}
