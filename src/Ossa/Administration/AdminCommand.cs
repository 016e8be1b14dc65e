using System.CommandLine;
using Ossa.CommandLine;
using Ossa.Hosting;
using Ossa.Settings;

namespace Ossa.Administration;

/// <summary>A command that asks the server for one thing, as its owner.</summary>
internal static class AdminCommand
{
    /// <param name="context">What commands work with.</param>
    /// <param name="name">The command's name.</param>
    /// <param name="description">One line about it.</param>
    /// <param name="example">A command line that works as it stands.</param>
    /// <param name="symbols">Its arguments and options.</param>
    /// <param name="act">Asks, and says what came of it.</param>
    public static Command Create(
        CommandContext context,
        string name,
        string description,
        string example,
        IReadOnlyList<Symbol> symbols,
        Func<ParseResult, AdminClient, CancellationToken, Task> act
    )
    {
        var settings = new SettingsOptions();
        var command = new DocumentedCommand(name, description) { Examples = [example] };
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                command.Add(argument);
            }
            else
            {
                command.Add((Option)symbol);
            }
        }

        settings.AddTo(command);
        command.SetAction(
            async (parsed, stop) =>
            {
                var server = RunningServer.Of(settings.ReadUsable(parsed, context));
                using var client = new AdminClient(server, context.Clock);
                await act(parsed, client, stop);
                return ExitCodes.Done;
            }
        );
        return command;
    }

    /// <summary>A command that only leads to others.</summary>
    public static Command Group(string name, string description, params IReadOnlyList<Command> commands)
    {
        var group = new DocumentedCommand(name, description)
        {
            Examples = [.. commands.OfType<DocumentedCommand>().SelectMany(command => command.Examples)],
        };
        foreach (var command in commands)
        {
            group.Add(command);
        }

        return group;
    }
}
