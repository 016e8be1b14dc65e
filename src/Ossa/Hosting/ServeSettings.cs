using Ossa.CommandLine;
using Ossa.Settings;

namespace Ossa.Hosting;

/// <summary>Where the settings of a server come from: a flag, else the environment, else the settings file, else a default.</summary>
internal sealed class ServeSettings
{
    private readonly CommandContext _context;
    private readonly Func<ServeSetting, string?> _flag;
    private readonly ConfigurationFile _file;
    private readonly List<string> _problems;
    private bool _blamesFlag;

    /// <param name="context">The environment, and which settings file.</param>
    /// <param name="flag">The value of a flag, or null where it was not given.</param>
    public ServeSettings(CommandContext context, Func<ServeSetting, string?> flag)
    {
        _context = context;
        _flag = flag;
        _file = ConfigurationFile.Read(context);
        _problems = [.. _file.Problems];
    }

    /// <summary>What is wrong, each as a line that says where and what to do.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Which settings file it is.</summary>
    public Setting File => _file.File;

    /// <summary>The settings where no flag can be given.</summary>
    public static ServeSettings WithoutFlags(CommandContext context) => new(context, _ => null);

    /// <summary>Finds a setting.</summary>
    public Setting Find(ServeSetting setting)
    {
        if (_flag(setting) is { } given)
        {
            return new Setting(given, SettingOrigin.Flag, setting.Flag);
        }

        if (_context.Variable(setting.Variable) is { Length: > 0 } value)
        {
            return new Setting(value, SettingOrigin.Environment, setting.Variable);
        }

        return _file.Find(setting) ?? (setting.Default is null ? Setting.Absent : Setting.Default(setting.Default));
    }

    /// <summary>The values of a list.</summary>
    public static IReadOnlyList<string> PartsOf(Setting setting) =>
        (setting.Value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Finds a setting that is a path, which the settings file has to give whole.</summary>
    /// <param name="setting">Which.</param>
    /// <param name="words">What else it may be.</param>
    public Setting FindPath(ServeSetting setting, params ReadOnlySpan<string> words)
    {
        var found = Find(setting);
        if (
            found is { Origin: SettingOrigin.File, Value: { } path }
            && !Path.IsPathRooted(path)
            && !words.Contains(path)
        )
        {
            Refuse(found, "is no whole path; begin it at the root.");
        }

        return found;
    }

    /// <summary>Reads a switch; null where nobody turned it.</summary>
    public bool? ReadSwitch(ServeSetting setting)
    {
        var found = Find(setting);
        return found.Value switch
        {
            null => null,
            "true" => true,
            "false" => false,
            _ => Refuse<bool>(found, "is neither true nor false."),
        };
    }

    /// <summary>Notes that a value is wrong.</summary>
    public T? Refuse<T>(Setting setting, string why)
        where T : struct
    {
        Refuse(setting, why);
        return null;
    }

    /// <summary>Notes that a value, or the part of it that is named, is wrong.</summary>
    public void Refuse(Setting setting, string why, string? part = null) =>
        Refuse($"{setting.Place}: '{part ?? setting.Value}' {why}", setting);

    /// <summary>Notes that something is wrong.</summary>
    /// <param name="problem">What, and what to do.</param>
    /// <param name="of">The settings that are to blame.</param>
    public void Refuse(string problem, params ReadOnlySpan<Setting> of)
    {
        foreach (var setting in of)
        {
            _blamesFlag |= _problems.Count == 0 && setting.Origin == SettingOrigin.Flag;
        }

        _problems.Add(problem);
    }

    /// <summary>Tells the first thing that is wrong, if any.</summary>
    /// <exception cref="UsageException">A flag is wrong.</exception>
    /// <exception cref="CommandException">A variable or the settings file is wrong.</exception>
    public void Require()
    {
        if (_problems is [var problem, ..])
        {
            throw _blamesFlag ? new UsageException(problem) : new CommandException(problem);
        }
    }
}
