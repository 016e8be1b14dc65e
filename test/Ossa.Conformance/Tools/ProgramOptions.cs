namespace Ossa.Conformance.Tools;

/// <summary>How to run a program, where the ordinary way does not do.</summary>
public sealed record ProgramOptions
{
    public string? WorkingDirectory { get; init; }

    /// <summary>Variables to set, or with null to remove, on top of the test's own environment.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>After this the program is killed and the test fails. Compilers on a busy machine are slow.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(4);
}
