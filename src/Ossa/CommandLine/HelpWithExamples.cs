using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Ossa.CommandLine;

/// <summary>The usual help, at most 80 columns wide wherever it goes, followed by the command's examples.</summary>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    private const int Columns = 80;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        usual.MaxWidth = Columns;
        var result = usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is DocumentedCommand command)
        {
            WriteExamples(parseResult.InvocationConfiguration.Output, command);
        }
        return result;
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
