using Ossa.CommandLine;
using Xunit;

namespace Ossa.Tests.CommandLine;

public sealed class ExitCodeTests
{
    [Theory]
    [InlineData("nonsense")]
    [InlineData("config", "nonsense")]
    [InlineData("config", "check", "--nonsense")]
    [InlineData("config", "check", "--endpoint")]
    [InlineData("config")]
    [InlineData("config", "check", "surplus")]
    public async Task Wrong_usage_exits_with_2_and_speaks_on_standard_error_alone(params string[] args)
    {
        var run = await new CommandRun().RunAsync(args);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Out);
        Assert.StartsWith("ossa: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("--help", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_command_is_named()
    {
        var run = await new CommandRun().RunAsync("shrae", "file");

        Assert.StartsWith("ossa: There is no command 'shrae'.", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shar", "share")]
    [InlineData("shrae", "share")]
    [InlineData("link crate", "create")]
    [InlineData("ls --shrot", "--short")]
    [InlineData("share file --expire 1d", "--expires")]
    public async Task What_may_be_meant_is_said(string args, string meant)
    {
        var run = await new CommandRun().RunAsync(args.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($" Did you mean '{meant}'?\n", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("x")]
    public async Task Where_nothing_is_near_nothing_is_suggested(string word)
    {
        var run = await new CommandRun().RunAsync(word);

        Assert.DoesNotContain("Did you mean", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_is_broken_between_words_for_a_terminal_alone()
    {
        string[] args =
        [
            "ls",
            "--config-file",
            "/nowhere/at/all",
            "--endpoint",
            "http://127.0.0.1:9000/with/a/path/that/is/none",
        ];
        var piped = await new CommandRun().RunAsync(args);
        Assert.True(piped.Error.Length > 100);
        Assert.Single(piped.Error.TrimEnd().Split('\n'));
        Assert.Equal(piped.Error, (await new CommandRun { Columns = 0 }.RunAsync(args)).Error);
        var shown = await new CommandRun { Columns = 80 }.RunAsync(args);
        Assert.All(shown.Error.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        Assert.Equal(
            piped.Error.TrimEnd(),
            string.Join(' ', shown.Error.TrimEnd().Split('\n').Select(line => line.Trim()))
        );
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_one_line_that_says_where_its_address_is_from()
    {
        var run = await new CommandRun { Clock = TimeProvider.System }.RunAsync(
            "ls",
            "--endpoint",
            "http://127.0.0.1:1"
        );

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("127.0.0.1:1", run.Error, StringComparison.Ordinal);
        Assert.EndsWith(
            "('ossa config check' shows where the address comes from)\n",
            run.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_version_is_one_line_on_standard_output()
    {
        var run = await new CommandRun().RunAsync("--version");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches("^ossa [0-9]+\\.[0-9]+\\.[0-9]+\\S*\n$", run.Out);
    }

    [Fact]
    public async Task An_argument_that_begins_with_an_at_sign_is_no_response_file()
    {
        var run = await new CommandRun().RunAsync("config", "check", "--config-file", "@settings");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("@settings", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_failures_that_a_user_can_act_on_become_one_line()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Equal("a b", Failures.Explain(new CommandException("a\nb"), CancellationToken.None));
        Assert.Equal("disk", Failures.Explain(new IOException("disk"), CancellationToken.None));
        Assert.Equal("interrupted", Failures.Explain(new OperationCanceledException(), cancelled.Token));
        Assert.Null(Failures.Explain(new OperationCanceledException(), CancellationToken.None));
        Assert.Null(Failures.Explain(new InvalidOperationException("bug"), CancellationToken.None));
    }
}
