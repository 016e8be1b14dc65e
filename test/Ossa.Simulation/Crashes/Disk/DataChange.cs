namespace Ossa.Simulation.Crashes.Disk;

/// <summary>A write to a file, or (without data) a new length of it.</summary>
/// <param name="Number">Its place in the record.</param>
/// <param name="Offset">Where the data goes, or the new length.</param>
/// <param name="Data">The data; null for a change of the length alone.</param>
/// <param name="OnlyGrows">A change of the length that never makes the file shorter.</param>
internal sealed record DataChange(int Number, long Offset, ReadOnlyMemory<byte>? Data, bool OnlyGrows = false)
{
    /// <summary>The length of a file after this change.</summary>
    public long LengthAfter(long length) =>
        Data is { } data ? Math.Max(length, Offset + data.Length)
        : OnlyGrows ? Math.Max(length, Offset)
        : Offset;
}
