using Ossa.Fuzz.Targets;

namespace Ossa.Fuzz.Running;

/// <summary>The program: tries each target for its time, and tells of the first input that breaks one.</summary>
internal static class FuzzCommand
{
    private const int Success = 0;
    private const int Broken = 1;
    private const int Usage = 2;

    /// <summary>Runs the program, and gives its exit code: 0, or 1 when a target broke, or 2 for arguments that it does not know.</summary>
    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter errors)
    {
        if (FuzzOptions.TryParse(args) is not { } options)
        {
            errors.WriteLine(FuzzOptions.Help);
            errors.WriteLine($"Targets: {string.Join(", ", FuzzTargets.All.Select(target => target.Name))}");
            return Usage;
        }

        output.WriteLine($"--seed {options.Seed}");
        foreach (var target in options.Targets)
        {
            var fuzzer = new Fuzzer(target, options.Seed);
            if (RunFor(fuzzer, TimeSpan.FromMinutes(options.Minutes)) is { } finding)
            {
                errors.WriteLine(finding);
                return Broken;
            }
            output.WriteLine($"{target.Name}: {fuzzer.Accepted} inputs accepted, {fuzzer.Refused} refused.");
        }

        return Success;
    }

    private static Finding? RunFor(Fuzzer fuzzer, TimeSpan time)
    {
        var started = TimeProvider.System.GetTimestamp();
        Finding? finding = null;
        while (finding is null && TimeProvider.System.GetElapsedTime(started) < time)
        {
            finding = fuzzer.Run(inputs: 100);
        }

        return finding;
    }
}
