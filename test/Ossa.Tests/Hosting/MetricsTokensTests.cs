using Ossa.CommandLine;
using Ossa.Hosting;
using Ossa.Tests.CommandLine;
using Xunit;

namespace Ossa.Tests.Hosting;

/// <summary>Where the token of the metrics page comes from.</summary>
public sealed class MetricsTokensTests
{
    private const string Flag = "flag-0123456789abcdef";
    private const string Environment = "env-0123456789abcdef";

    [Theory]
    [InlineData(Flag, Environment, Flag)]
    [InlineData(Flag, null, Flag)]
    [InlineData(null, Environment, Environment)]
    [InlineData(null, "", null)]
    [InlineData(null, null, null)]
    public void The_flag_counts_before_the_environment(string? flag, string? variable, string? token) =>
        Assert.Equal(token, Read(flag, variable));

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("with a space 0123456789")]
    [InlineData("with-\u00E4-0123456789abcdef")]
    public async Task A_token_that_is_short_or_not_printable_is_refused(string token)
    {
        var byFlag = await new CommandRun().RunAsync("serve", "--ephemeral", "--metrics-token", token);
        Assert.Equal(2, byFlag.ExitCode);
        Assert.Contains("--metrics-token: the token needs", byFlag.Error, StringComparison.Ordinal);
        if (token.Length > 0)
        {
            var run = new CommandRun();
            run.Variables[ServeCatalogue.MetricsToken.Variable] = token;
            await run.RunAsync("serve", "--ephemeral");
            Assert.Equal(1, run.ExitCode);
            Assert.Contains(
                $"{ServeCatalogue.MetricsToken.Variable}: the token needs",
                run.Error,
                StringComparison.Ordinal
            );
        }
    }

    private static string? Read(string? flag, string? variable) =>
        MetricsTokens.Read(
            new ServeSettings(Context(variable), setting => setting == ServeCatalogue.MetricsToken ? flag : null)
        );

    private static CommandContext Context(string? variable) =>
        new()
        {
            Out = TextWriter.Null,
            Error = TextWriter.Null,
            OpenAnswers = () => TextReader.Null,
            OpenInput = () => Stream.Null,
            OpenOutput = () => Stream.Null,
            Variable = name => name == ServeCatalogue.MetricsToken.Variable ? variable : null,
            HomeFolder = "/",
        };
}
