using System.CommandLine;
using System.Security;
using System.Text;
using Ossa.CommandLine;
using Ossa.Settings;

namespace Ossa.Hosting;

/// <summary>
/// The settings file of a server: lines <c>name = value</c> with the names of <see cref="ServeCatalogue"/>, and comments after #. It is
/// read strictly, since a line that counts for nothing would be believed to hold.
/// </summary>
internal sealed class ConfigurationFile
{
    public const string Flag = "--config";
    public const string Variable = "OSSA_CONFIG";

    /// <summary>The largest file that is read, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    private const UnixFileMode ForOthers =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private static readonly UTF8Encoding StrictUtf8 = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    private readonly Dictionary<string, Setting> _settings = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];
    private readonly string _path;
    private UnixFileMode? _mode;

    private ConfigurationFile(Setting file)
    {
        File = file;
        _path = file.Value ?? "";
        if (file.Value is not null)
        {
            Load();
        }
    }

    /// <summary>Which file it is, and who says so.</summary>
    public Setting File { get; }

    /// <summary>What is wrong, each as a line that says where and what to do.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The flag that names the file.</summary>
    public static Option<string?> CreateOption() =>
        new(Flag)
        {
            Description =
                $"File of the server's settings, name = value, for what no flag or variable says; also {Variable}",
            HelpName = "FILE",
        };

    /// <summary>Reads the file that the flag names, else the environment; with neither there are no settings.</summary>
    public static ConfigurationFile Read(CommandContext context) =>
        new(
            context.ConfigFile is { } flag ? new Setting(flag, SettingOrigin.Flag, Flag)
            : context.Variable(Variable) is { Length: > 0 } path
                ? new Setting(path, SettingOrigin.Environment, Variable)
            : Setting.Absent
        );

    /// <summary>What the file says of a setting, or null.</summary>
    public Setting? Find(ServeSetting setting) => _settings.GetValueOrDefault(setting.Name);

    private void Load()
    {
        try
        {
            using var stream = System.IO.File.OpenRead(_path);
            _mode = OperatingSystem.IsWindows() ? null : System.IO.File.GetUnixFileMode(stream.SafeFileHandle);
            var buffer = new byte[MaxBytes + 1];
            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            if (length > MaxBytes)
            {
                _problems.Add($"The settings file {_path} ({File.Place}) is larger than {MaxBytes >> 10} KiB.");
                return;
            }

            Parse(StrictUtf8.GetString(buffer, 0, length));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            _problems.Add($"The settings file {_path} ({File.Place}) does not exist.");
        }
        catch (DecoderFallbackException)
        {
            _problems.Add($"The settings file {_path} ({File.Place}) is not in UTF-8.");
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or SecurityException or ArgumentException)
        {
            _problems.Add($"The settings file {_path} ({File.Place}) cannot be read: {e.Message.TrimEnd('.')}.");
        }
    }

    private void Parse(string text)
    {
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.Trim();
            if (line.Length > 0 && line[0] != '#' && Fault(line, number) is { } fault)
            {
                _problems.Add($"{_path} line {number}: {fault}");
            }
        }
    }

    /// <summary>Takes a line in, or tells what is wrong with it; never its value, which may be a secret at a wrong name.</summary>
    private string? Fault(string line, int number)
    {
        var equals = line.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            return "this is neither a setting, name = value, nor a comment.";
        }

        var (name, value) = (line[..equals].TrimEnd(), line[(equals + 1)..].TrimStart());
        if (ServeCatalogue.Find(name) is not { } setting)
        {
            return $"there is no setting '{Printable.Of(name)}'; 'ossa config check' shows all names.";
        }

        if (_settings.TryGetValue(name, out var earlier))
        {
            return $"{name} is there already: {earlier.Place}.";
        }

        if (FaultOf(setting, value) is { } fault)
        {
            return $"{name} {fault}";
        }

        _settings.Add(name, new Setting(value, SettingOrigin.File, $"{_path} line {number}, {name}"));
        return null;
    }

    private string? FaultOf(ServeSetting setting, string value) =>
        value switch
        {
            "" => "has no value; take the line out, or put # before it.",
            ['"' or '\'', ..] => "stands in quotes, which would be part of it; take them away.",
            _ when value.Contains(" #", StringComparison.Ordinal) =>
                "has a comment behind it, which would be part of it; comments have lines of their own.",
            _ when value.Any(char.IsControl) => "has a control character in it.",
            _ when setting.Kind == SettingKind.Secret && _mode is { } mode && (mode & ForOthers) != UnixFileMode.None =>
                $"is a secret, and others may read this file: 'chmod 600 {_path}', or use {setting.Variable}.",
            _ => null,
        };
}
