using System.CommandLine;
using System.CommandLine.Parsing;

namespace Ossa.CommandLine;

/// <summary>Runs one command line from its arguments to its exit code.</summary>
internal static class CommandLineApp
{
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args,
        CommandContext context,
        CancellationToken cancellationToken
    )
    {
        // Response files are off: an argument such as @notes.txt is a file of that name.
        var parsed = CommandTree
            .Create(context)
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
            await context.Error.WriteLineAsync($"ossa: {line}");
            return ExitCodes.Failed;
        }
    }

    private static string Describe(ParseResult parsed) =>
        parsed is { UnmatchedTokens: [var token, ..], CommandResult.Command.Subcommands.Count: > 0 }
            ? $"There is no command '{token}'."
            : parsed.Errors[0].Message;

    private static int ReportUsage(CommandContext context, ParseResult parsed, string message)
    {
        List<string> path = [];
        for (var command = parsed.CommandResult; command is not null; command = command.Parent as CommandResult)
        {
            path.Insert(0, command.Command.Name);
        }
        context.Error.WriteLine($"ossa: {message}");
        context.Error.WriteLine($"Try '{string.Join(' ', path)} --help'.");
        return ExitCodes.WrongUsage;
    }
}
