using Ossa.Fuzz.Targets;

namespace Ossa.Fuzz.Running;

/// <summary>One input given to a target.</summary>
internal static class Trial
{
    private const long FixedBytes = 4 * 1024 * 1024;

    /// <summary>What a target may allocate for each byte of its input: the measure of its work that is the same on any machine.</summary>
    private const long BytesPerByte = 2048;

    /// <summary>What broke, or null when the input was accepted or refused as it must be.</summary>
    public static Exception? Of(IFuzzTarget target, byte[] input, out bool isAccepted)
    {
        isAccepted = false;
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            isAccepted = target.Accepts(input);
        }
        catch (Exception failure)
        {
            return failure;
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return allocated > FixedBytes + BytesPerByte * input.Length
            ? new BrokenInvariantException($"{input.Length} bytes of input made it allocate {allocated} bytes.")
            : null;
    }
}
