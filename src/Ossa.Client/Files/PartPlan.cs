using Ossa.Protocol.Documents;

namespace Ossa.Client.Files;

/// <summary>Where the parts of a file begin and end.</summary>
/// <param name="Length">The file's length.</param>
/// <param name="PartSize">The length of every part but the last.</param>
internal sealed record PartPlan(long Length, long PartSize)
{
    public const long MinPartBytes = 100L << 10;
    public const long MaxPartBytes = 5L << 30;

    private const long UsualPartBytes = 16L << 20;

    /// <summary>How many parts there are; a file without bytes is one.</summary>
    public int Count => (int)Math.Max(1, DivideUp(Length, PartSize));

    /// <summary>Divides a file.</summary>
    /// <param name="length">Its length.</param>
    /// <param name="partSize">The wanted size of parts, or null.</param>
    /// <exception cref="ArgumentException">Parts cannot have this size, or not for so large a file.</exception>
    public static PartPlan Of(long length, long? partSize)
    {
        // Whole mebibytes, as is usual.
        var least = DivideUp(DivideUp(length, CompleteMultipartUpload.MaxParts), 1 << 20) << 20;
        if (least > MaxPartBytes)
        {
            throw new ArgumentException(
                $"A file of {length} bytes is larger than {CompleteMultipartUpload.MaxParts} parts can hold."
            );
        }

        if (partSize is not { } size)
        {
            return new PartPlan(length, Math.Max(UsualPartBytes, least));
        }

        if (size is < MinPartBytes or > MaxPartBytes)
        {
            throw new ArgumentException("A part has 100 KiB to 5 GiB.");
        }

        return DivideUp(length, size) <= CompleteMultipartUpload.MaxParts
            ? new PartPlan(length, size)
            : throw new ArgumentException(
                $"In parts of {size} bytes the file would have more than {CompleteMultipartUpload.MaxParts}; they need {least >> 20} MiB."
            );
    }

    /// <summary>Where a part begins, counted from part 1.</summary>
    public long OffsetOf(int partNumber) => (partNumber - 1) * PartSize;

    /// <summary>How long a part is.</summary>
    public long LengthOf(int partNumber) => Math.Min(PartSize, Length - OffsetOf(partNumber));

    private static long DivideUp(long number, long by) => (number / by) + (number % by == 0 ? 0 : 1);
}
