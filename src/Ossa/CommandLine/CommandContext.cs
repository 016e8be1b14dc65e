namespace Ossa.CommandLine;

/// <summary>All that a command sees of the world around it, so that tests can give it another one.</summary>
internal sealed record CommandContext
{
    /// <summary>Results, and nothing else.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Messages, questions and progress.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>
    /// Opens standard input for answers to questions. Only who asks opens it: a process that reads from its terminal changes that
    /// terminal's settings.
    /// </summary>
    public required Func<TextReader> OpenAnswers { get; init; }

    /// <summary>Opens standard input for bytes.</summary>
    public required Func<Stream> OpenInput { get; init; }

    /// <summary>Opens standard output for bytes.</summary>
    public required Func<Stream> OpenOutput { get; init; }

    /// <summary>Whether somebody sits at standard input and can answer.</summary>
    public bool IsInputTerminal { get; init; }

    /// <summary>Whether somebody watches standard error, so that progress is worth showing.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>How wide the terminal is that shows standard output; null where nobody watches it.</summary>
    public int? OutColumns { get; init; }

    /// <summary>How wide the terminal is that shows standard error; null where nobody watches it.</summary>
    public int? ErrorColumns { get; init; }

    /// <summary>Asks for a secret without showing what is typed; null where nobody sits there.</summary>
    public Func<string, string>? AskSecret { get; init; }

    /// <summary>Reads an environment variable.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>The server's settings file, where a flag names one.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>The user's home folder.</summary>
    public required string HomeFolder { get; init; }

    /// <summary>The clock, and with it the local time zone.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The world of a real process.</summary>
    public static CommandContext ForProcess() =>
        new()
        {
            Out = Console.Out,
            Error = Console.Error,
            OpenAnswers = () => Console.In,
            OpenInput = Console.OpenStandardInput,
            OpenOutput = Console.OpenStandardOutput,
            IsInputTerminal = !Console.IsInputRedirected,
            IsErrorTerminal = !Console.IsErrorRedirected,
            OutColumns = Console.IsOutputRedirected ? null : Console.WindowWidth,
            ErrorColumns = Console.IsErrorRedirected ? null : Console.WindowWidth,
            AskSecret = Console.IsInputRedirected ? null : SecretPrompt.Ask,
            Variable = Environment.GetEnvironmentVariable,
            HomeFolder = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        };
}
