using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Ossa.Server.Repeating;

/// <summary>The caches of the processor, which loads into them what is not there while it goes on with other work.</summary>
internal static unsafe class ProcessorCache
{
    private const int LineBytes = 64;

    /// <summary>Who reads on, as it is done one after the other, is noticed by the processor itself.</summary>
    private const int MostBytes = 16 * LineBytes;

    /// <summary>Begins to load the beginning of what will be read soon; nothing on processors other than x86.</summary>
    public static void Load(ReadOnlySpan<byte> bytes)
    {
        if (!Sse.IsSupported)
        {
            return;
        }

        // Nothing is read or written: an address that is none any more does no harm.
        var start = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(bytes));
        var length = Math.Min(bytes.Length, MostBytes);
        for (var at = 0; at < length; at += LineBytes)
        {
            Sse.Prefetch0(start + at);
        }
    }
}
