using System.CommandLine;
using Ossa.CommandLine;
using Xunit;

namespace Ossa.Tests.CommandLine;

public sealed class HelpTests
{
    private static readonly CommandContext Nowhere = new()
    {
        Out = TextWriter.Null,
        Error = TextWriter.Null,
        OpenAnswers = () => TextReader.Null,
        OpenInput = () => Stream.Null,
        OpenOutput = () => Stream.Null,
        Variable = _ => null,
        HomeFolder = "/",
    };

    public static TheoryData<string> Commands => [.. Paths(CommandTree.Create(Nowhere), "")];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_shows_an_example_of_itself(string path)
    {
        var run = await new CommandRun().RunAsync([.. path.Split(' '), "--help"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        var examples = run.Out[run.Out.IndexOf("Example", StringComparison.Ordinal)..].Split('\n')[1..];
        Assert.Contains(examples, line => line.Contains($"ossa {path}", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task No_line_of_help_is_wider_than_80_columns(string path)
    {
        var run = await new CommandRun().RunAsync([.. path.Split(' '), "--help"]);

        Assert.All(run.Out.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_option_and_argument_is_described(string path)
    {
        Command command = CommandTree.Create(Nowhere);
        foreach (var name in path.Split(' '))
        {
            command = command.Subcommands.Single(sub => sub.Name == name);
        }

        Assert.All(command.Options, option => Assert.False(string.IsNullOrEmpty(option.Description), option.Name));
        Assert.All(
            command.Arguments,
            argument => Assert.False(string.IsNullOrEmpty(argument.Description), argument.Name)
        );
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task No_default_is_told_twice(string path)
    {
        var run = await new CommandRun().RunAsync([.. path.Split(' '), "--help"]);

        Assert.DoesNotMatch("default: [^\\]]*\\]\\s*\\[default:", run.Out);
    }

    [Fact]
    public void A_command_that_is_asked_for_is_made_alone_and_is_the_one_of_that_name()
    {
        Assert.All(
            CommandTree.Create(Nowhere).Subcommands.Select(command => command.Name),
            name => Assert.Equal([name], CommandTree.Create(Nowhere, name).Subcommands.Select(command => command.Name))
        );
        Assert.True(CommandTree.Create(Nowhere, "no-command").Subcommands.Count > 1);
    }

    [Fact]
    public async Task The_root_lists_every_command()
    {
        var run = await new CommandRun().RunAsync("--help");

        Assert.Equal(0, run.ExitCode);
        Assert.All(
            CommandTree.Create(Nowhere).Subcommands,
            command => Assert.Contains($"  {command.Name}", run.Out, StringComparison.Ordinal)
        );
        Assert.All(run.Out.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    private static IEnumerable<string> Paths(Command command, string prefix) =>
        command.Subcommands.SelectMany(sub => Paths(sub, $"{prefix}{sub.Name} ").Prepend(prefix + sub.Name));
}
