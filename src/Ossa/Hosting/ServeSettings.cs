using Ossa.CommandLine;
using Ossa.Settings;

namespace Ossa.Hosting;

/// <summary>Where the settings of <c>ossa serve</c> come from: a flag, else the environment's variable of the same name, else a default.</summary>
/// <param name="context">The environment.</param>
/// <param name="flag">The value of a flag, or null where it was not given.</param>
internal sealed class ServeSettings(CommandContext context, Func<string, string?> flag)
{
    private readonly List<string> _problems = [];

    /// <summary>What is wrong, each as a line that says where and what to do.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The environment's variable for a flag: OSSA_BUCKET_QUOTA for --bucket-quota.</summary>
    public static string VariableOf(string flag) => "OSSA" + flag[1..].Replace('-', '_').ToUpperInvariant();

    /// <summary>Finds a setting.</summary>
    /// <param name="name">The flag, with its dashes.</param>
    /// <param name="otherwise">What it is where nobody says anything.</param>
    public Setting Find(string name, Setting otherwise)
    {
        if (flag(name) is { } given)
        {
            return new Setting(given, SettingOrigin.Flag, name);
        }

        var variable = VariableOf(name);
        return context.Variable(variable) is { Length: > 0 } value
            ? new Setting(value, SettingOrigin.Environment, variable)
            : otherwise;
    }

    /// <summary>Notes that a value is wrong.</summary>
    public T? Refuse<T>(Setting setting, string why)
        where T : struct
    {
        Refuse($"{setting.Place}: '{setting.Value}' {why}");
        return null;
    }

    /// <summary>Notes that something is wrong.</summary>
    public void Refuse(string problem) => _problems.Add(problem);

    /// <summary>Tells the first thing that is wrong, if any.</summary>
    /// <exception cref="UsageException">A flag is wrong.</exception>
    /// <exception cref="CommandException">A variable is wrong.</exception>
    public void Require()
    {
        if (_problems is [var problem, ..])
        {
            throw problem.StartsWith("--", StringComparison.Ordinal)
                ? new UsageException(problem)
                : new CommandException(problem);
        }
    }
}
