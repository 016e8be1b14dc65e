using System.Globalization;

namespace Ossa.Simulation.Crashes.Workload;

/// <summary>What a workload does.</summary>
internal sealed record WorkloadOptions(ulong Seed)
{
    /// <summary>How often the data directory is opened; the second time everything is recovered from the log.</summary>
    public int Rounds { get; init; } = 2;

    public int OperationsOfClient { get; init; } = 30;

    /// <summary>The first number of its writes, above those of earlier processes on the same directory.</summary>
    public long FirstVersion { get; init; } = 1;

    /// <summary>The disk seems nearly full, so that rows are brought from memory to files all the time.</summary>
    public bool ShortOfSpace { get; init; }

    /// <summary>Neither files nor directories of blobs are synced: the mistake that the check must find.</summary>
    public bool WithoutSync { get; init; }

    /// <summary>The report of the earlier process on the same directory, so that its objects are known; empty for none.</summary>
    public string EarlierReport { get; init; } = "";

    /// <summary>Whether buckets come to keep versions, or did in an earlier process on the same directory.</summary>
    public bool KeepsVersions { get; init; } = Seed % 2 == 0;

    /// <summary>Whether blobs are written past the page cache, from their first byte on.</summary>
    public bool PastTheCache { get; init; } = Seed / 2 % 2 == 0;

    public string[] ToArguments() =>
        [
            Seed.ToString(CultureInfo.InvariantCulture),
            Rounds.ToString(CultureInfo.InvariantCulture),
            OperationsOfClient.ToString(CultureInfo.InvariantCulture),
            FirstVersion.ToString(CultureInfo.InvariantCulture),
            ShortOfSpace.ToString(),
            WithoutSync.ToString(),
            EarlierReport,
            KeepsVersions.ToString(),
            PastTheCache.ToString(),
        ];

    public static WorkloadOptions Parse(string[] arguments) =>
        new(ulong.Parse(arguments[0], CultureInfo.InvariantCulture))
        {
            Rounds = int.Parse(arguments[1], CultureInfo.InvariantCulture),
            OperationsOfClient = int.Parse(arguments[2], CultureInfo.InvariantCulture),
            FirstVersion = long.Parse(arguments[3], CultureInfo.InvariantCulture),
            ShortOfSpace = bool.Parse(arguments[4]),
            WithoutSync = bool.Parse(arguments[5]),
            EarlierReport = arguments[6],
            KeepsVersions = bool.Parse(arguments[7]),
            PastTheCache = bool.Parse(arguments[8]),
        };
}
