using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Ossa.Conformance.Hosting;

/// <summary>SIGTERM, which the Process class cannot send.</summary>
internal static partial class Signal
{
    private const int SigTerm = 15;

    public static void Terminate(Process process)
    {
        if (OperatingSystem.IsWindows())
        {
            process.Kill();
        }
        else if (Kill(process.Id, SigTerm) != 0 && !process.HasExited)
        {
            throw new InvalidOperationException(
                $"kill({process.Id}, SIGTERM) failed: {Marshal.GetLastPInvokeErrorMessage()}"
            );
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);
}
