using Ossa.Client;

namespace Ossa.CommandLine;

/// <summary>The failures that are no bugs of ours, each as the one line that tells the user.</summary>
internal static class Failures
{
    /// <summary>Null says that it is a bug, which shall show itself with its stack.</summary>
    public static string? Explain(Exception failure, CancellationToken cancellationToken) =>
        failure switch
        {
            CommandException => OneLine(failure.Message),
            OperationCanceledException when cancellationToken.IsCancellationRequested => "interrupted",
            OssConnectionException => OneLine(
                $"{failure.Message} ('ossa config check' shows where the address comes from)"
            ),
            OssClientException => OneLine(failure.Message),
            IOException or UnauthorizedAccessException => OneLine(failure.Message),
            _ => null,
        };

    private static string OneLine(string message) => message.ReplaceLineEndings(" ");
}
