using System.Diagnostics;

namespace Ossa.Conformance.Tools;

/// <summary>Runs a program to its end, without a shell and without standard input.</summary>
public static class ProcessRunner
{
    /// <summary>How long after a program's end something that it has started may hold its output.</summary>
    private static readonly TimeSpan Lingering = TimeSpan.FromSeconds(30);

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
                $"Not done after {options.Timeout.TotalSeconds} s: {commandLine}\n{await EndOfAsync(output)}\n{await EndOfAsync(error)}",
                late
            );
        }
        return new ProgramResult(commandLine, process.ExitCode, await EndOfAsync(output), await EndOfAsync(error));

        async Task<string> EndOfAsync(Task<string> text)
        {
            try
            {
                return await text.WaitAsync(Lingering, CancellationToken.None);
            }
            catch (TimeoutException late)
            {
                throw new TimeoutException(
                    $"It has ended, but what it has started holds its output: {commandLine}",
                    late
                );
            }
        }
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
