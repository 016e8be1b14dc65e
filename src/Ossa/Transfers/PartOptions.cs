using System.CommandLine;
using Ossa.Client;
using Ossa.CommandLine;
using Ossa.Engine;
using Ossa.Settings;

namespace Ossa.Transfers;

/// <summary>How large files are cut into parts: the flags <c>--part-size</c> and <c>--parallel</c>.</summary>
internal sealed record PartOptions(long? PartSize, int Parallel)
{
    private const int MostParallel = 100;

    public static Option<string?> SizeFlag() =>
        new("--part-size")
        {
            Description =
                "Size of the parts in which files above 100M go up, 100K to 5G [default: 16M, or more for huge files]",
            HelpName = "SIZE",
        };

    public static Option<int> ParallelFlag() =>
        new("--parallel")
        {
            Description = "Parts of a file that go up at the same time, 1 to 100",
            HelpName = "N",
            DefaultValueFactory = _ => 3,
        };

    public static PartOptions Read(string? size, int parallel)
    {
        if (parallel is < 1 or > MostParallel)
        {
            throw new UsageException($"--parallel {parallel}: 1 to {MostParallel} parts go at the same time.");
        }

        if (size is null)
        {
            return new PartOptions(null, parallel);
        }

        return ByteSize.TryParse(size, out var bytes) && bytes is >= Limits.MinPartBytes and <= Limits.MaxBodyBytes
            ? new PartOptions(bytes, parallel)
            : throw new UsageException($"--part-size {size}: a part has 100K to 5G; write it like 32M.");
    }

    /// <summary>How a file is uploaded.</summary>
    public UploadFileOptions ToUpload(IProgress<long> progress) =>
        new()
        {
            PartSize = PartSize,
            Parallel = Parallel,
            Progress = progress,
        };
}
