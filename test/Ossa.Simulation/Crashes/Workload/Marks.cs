using System.Runtime.InteropServices;

namespace Ossa.Simulation.Crashes.Workload;

/// <summary>Puts the moments of a history into the record, between the calls that came before and after.</summary>
internal static unsafe class Marks
{
    private static readonly delegate* unmanaged<long*, nuint, void> Recorder = (delegate* unmanaged<long*, nuint, void>)
        NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "ossa_recorder_mark");

    public static void Put(long moment) => Recorder(&moment, sizeof(long));

    public static long Read(ReadOnlyMemory<byte> mark) => BitConverter.ToInt64(mark.Span);
}
