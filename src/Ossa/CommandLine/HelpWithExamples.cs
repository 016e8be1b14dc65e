using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Ossa.CommandLine;

/// <summary>
/// The usual help, at most 80 columns wide wherever it goes, followed by the command's examples. That of the program itself is a table of
/// its commands.
/// </summary>
internal sealed class HelpWithExamples(HelpAction usual, IReadOnlyList<CommandGroup> groups)
    : SynchronousCommandLineAction
{
    private const int Columns = 80;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is RootCommand root)
        {
            WriteTable(output, root);
            return ExitCodes.Done;
        }

        usual.MaxWidth = Columns;
        var result = usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is DocumentedCommand command)
        {
            WriteExamples(output, command);
        }
        return result;
    }

    private void WriteTable(TextWriter output, RootCommand root)
    {
        output.WriteLine(root.Description);
        output.WriteLine();
        output.WriteLine("Usage:");
        output.WriteLine("  ossa COMMAND [options]");
        output.WriteLine();
        var width = root.Subcommands.Max(command => command.Name.Length) + 2;
        foreach (var group in groups)
        {
            output.WriteLine($"{group.Title}:");
            foreach (var (name, _) in group.Commands)
            {
                var command = root.Subcommands.Single(command => command.Name == name);
                output.WriteLine($"  {command.Name.PadRight(width)}{FirstSentence(command.Description!)}");
            }
            output.WriteLine();
        }
        output.WriteLine("'ossa COMMAND --help' says more; 'ossa --version' tells the version.");
    }

    private static string FirstSentence(string description)
    {
        var end = description.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? description : description[..(end + 1)];
    }

    private static void WriteExamples(TextWriter output, DocumentedCommand command)
    {
        output.WriteLine(command.Examples.Count == 1 ? "Example:" : "Examples:");
        foreach (var example in command.Examples)
        {
            output.WriteLine($"  {example}");
        }
        output.WriteLine();
    }
}
