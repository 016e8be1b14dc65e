using System.Diagnostics;
using System.Runtime.InteropServices;
using Ossa.Conformance.Tools;

namespace Ossa.Simulation.Crashes.Recording;

/// <summary>The recorder, compiled once a run. Without a compiler its tests are skipped visibly, or fail where no skip is allowed.</summary>
internal static class RecorderLibrary
{
    private const string InstallLine = "apt-get install gcc libc6-dev";

    private static readonly Lazy<string> Compiled = new(Compile);

    /// <summary>The path of the library; ends the test where it cannot be made.</summary>
    public static string Require()
    {
        var supported =
            OperatingSystem.IsLinux()
            && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64;
        Assert.SkipUnless(supported, "File operations are recorded on Linux (x64, arm64) only.");
        if (!IsOnPath("gcc"))
        {
            MissingTool.Skip($"gcc is missing; to install it: {InstallLine}");
        }

        return Compiled.Value;
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(directory => File.Exists(Path.Combine(directory, program)));

    private static string Compile()
    {
        var source = Path.Combine(AppContext.BaseDirectory, "Recorder", "recorder.c");
        var library = Path.Combine(AppContext.BaseDirectory, "Recorder", "recorder.so");
        string[] arguments =
        [
            "-O2",
            "-Wall",
            "-Wextra",
            "-Werror",
            "-shared",
            "-fPIC",
            "-o",
            library,
            source,
            "-ldl",
            "-lpthread",
        ];
        var start = new ProcessStartInfo("gcc", arguments) { RedirectStandardError = true, UseShellExecute = false };
        using var compiler = Process.Start(start)!;
        var complaints = compiler.StandardError.ReadToEnd();
        compiler.WaitForExit();
        Assert.True(compiler.ExitCode == 0, complaints);
        return library;
    }
}
