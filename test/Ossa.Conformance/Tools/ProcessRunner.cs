using System.Diagnostics;

namespace Ossa.Conformance.Tools;

/// <summary>Runs a program to its end, without a shell and without standard input.</summary>
public static class ProcessRunner
{
    public static Task<ProgramResult> RunAsync(
        string program,
        IEnumerable<string> arguments,
        CancellationToken cancellationToken
    ) => RunAsync(program, arguments, new ProgramOptions(), cancellationToken);

    public static async Task<ProgramResult> RunAsync(
        string program,
        IEnumerable<string> arguments,
        ProgramOptions options,
        CancellationToken cancellationToken
    )
    {
        using var process = new Process { StartInfo = Describe(program, arguments, options) };
        var commandLine = string.Join(' ', [program, .. process.StartInfo.ArgumentList]);
        process.Start();
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.Timeout);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException late)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException(
                $"Not done after {options.Timeout.TotalSeconds} s: {commandLine}\n{await output}\n{await error}",
                late
            );
        }
        return new ProgramResult(commandLine, process.ExitCode, await output, await error);
    }

    private static ProcessStartInfo Describe(string program, IEnumerable<string> arguments, ProgramOptions options)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = options.WorkingDirectory ?? "",
        };
        foreach (var (name, value) in options.Environment)
        {
            start.Environment[name] = value;
        }
        return start;
    }
}
