using System.CommandLine;
using System.CommandLine.Parsing;

namespace Ossa.CommandLine;

/// <summary>Runs one command line from its arguments to its exit code.</summary>
internal static class CommandLineApp
{
    /// <summary>By how much further lines of a message are indented.</summary>
    private const int Indent = 2;

    public static async Task<int> RunAsync(
        IReadOnlyList<string> args,
        CommandContext context,
        CancellationToken cancellationToken
    )
    {
        // Response files are off: an argument such as @notes.txt is a file of that name.
        var parsed = CommandTree
            .Create(context, args is [var first, ..] ? first : null)
            .Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            return ReportUsage(context, parsed, Describe(parsed));
        }
        var configuration = new InvocationConfiguration
        {
            Output = context.Out,
            Error = context.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        try
        {
            return await parsed.InvokeAsync(configuration, cancellationToken);
        }
        catch (UsageException wrong)
        {
            return ReportUsage(context, parsed, wrong.Message);
        }
        catch (Exception failure) when (Failures.Explain(failure, cancellationToken) is { } line)
        {
            Prose.Write(context.Error, $"ossa: {line}", context.ErrorColumns, Indent);
            return ExitCodes.Failed;
        }
    }

    private static string Describe(ParseResult parsed)
    {
        if (UnknownIn(parsed) is not { } token)
        {
            return Reword(parsed.Errors[0]);
        }

        var command = parsed.CommandResult.Command;
        var isOption = token.StartsWith('-');
        if (!isOption && command.Subcommands.Count == 0)
        {
            return parsed.Errors[0].Message;
        }

        var known = isOption
            ? command.Options.SelectMany(option => option.Aliases.Prepend(option.Name))
            : command.Subcommands.Select(subcommand => subcommand.Name);
        var meant = Suggestion.For(token, known) is { } near ? $" Did you mean '{near}'?" : "";
        return $"There is no {(isOption ? "option" : "command")} '{token}'.{meant}";
    }

    /// <summary>Whoever writes a number that cannot be read is not told of types of .NET.</summary>
    private static string Reword(ParseError error) =>
        error.SymbolResult is OptionResult { Option: var option, Tokens: [var word, ..] }
        && error.Message.Contains(option.ValueType.ToString(), StringComparison.Ordinal)
            ? $"{option.Name} '{word.Value}' is no whole number that can be meant."
            : error.Message;

    /// <summary>The word that there is no command or option of; an option may have been taken for an argument that it is none of.</summary>
    private static string? UnknownIn(ParseResult parsed) =>
        parsed.UnmatchedTokens is [var unmatched, ..]
            ? unmatched
            : parsed
                .Tokens.FirstOrDefault(word =>
                    word.Type == TokenType.Argument && word.Value.StartsWith("--", StringComparison.Ordinal)
                )
                ?.Value;

    private static int ReportUsage(CommandContext context, ParseResult parsed, string message)
    {
        List<string> path = [];
        for (var command = parsed.CommandResult; command is not null; command = command.Parent as CommandResult)
        {
            path.Insert(0, command.Command.Name);
        }
        Prose.Write(context.Error, $"ossa: {message}", context.ErrorColumns, Indent);
        context.Error.WriteLine($"Try '{string.Join(' ', path)} --help'.");
        return ExitCodes.WrongUsage;
    }
}
