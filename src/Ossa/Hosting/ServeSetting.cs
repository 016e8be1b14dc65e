using System.CommandLine;

namespace Ossa.Hosting;

/// <summary>One setting of a server: a flag of <c>ossa serve</c>, a variable of the environment, and a line of the settings file.</summary>
internal sealed record ServeSetting
{
    /// <param name="name">Its name in the settings file, from which the others follow.</param>
    /// <param name="form">What its value looks like.</param>
    /// <param name="description">One line about it.</param>
    /// <param name="standard">Its value where nobody gives one, or null.</param>
    /// <param name="kind">What its value is.</param>
    public ServeSetting(
        string name,
        string form,
        string description,
        string? standard = null,
        SettingKind kind = SettingKind.Text
    )
    {
        Name = name;
        Kind = kind;
        Default = standard;
        description = standard is null ? description : $"{description} [default: {standard}]";
        Option =
            kind == SettingKind.List
                ? new Option<string[]>(Flag) { Description = description, HelpName = form }
                : new Option<string?>(Flag) { Description = description, HelpName = form };
        if (kind == SettingKind.Switch)
        {
            Option.Arity = ArgumentArity.ZeroOrOne;
        }
    }

    public string Name { get; }

    public SettingKind Kind { get; }

    public string? Default { get; }

    public Option Option { get; }

    /// <summary>For bucket-quota, --bucket-quota.</summary>
    public string Flag => $"--{Name}";

    /// <summary>For bucket-quota, OSSA_BUCKET_QUOTA.</summary>
    public string Variable => $"OSSA_{Name.Replace('-', '_').ToUpperInvariant()}";

    /// <summary>What the flag says on a command line, or null where it does not stand there.</summary>
    public string? FlagIn(ParseResult parsed) =>
        parsed.GetResult(Option) switch
        {
            null or { Implicit: true } => null,
            { Tokens: [] } => "true",
            var given => string.Join(',', given.Tokens.Select(token => token.Value)),
        };
}
