namespace Ossa.Conformance.Tools;

/// <summary>What a program that has ended left behind.</summary>
public sealed record ProgramResult(string CommandLine, int ExitCode, string Output, string Error)
{
    /// <summary>Fails the test, showing what the program said, unless it exited with 0.</summary>
    public ProgramResult ShouldSucceed()
    {
        Assert.True(ExitCode == 0, ToString());
        return this;
    }

    /// <summary>Fails the test, showing what the program said, if it exited with 0.</summary>
    public ProgramResult ShouldFail()
    {
        Assert.True(ExitCode != 0, ToString());
        return this;
    }

    public override string ToString() =>
        $"""
            {CommandLine}
            exit code {ExitCode}
            --- stdout
            {Output}
            --- stderr
            {Error}
            """;
}
