using Ossa.Engine.Objects;

namespace Ossa.Engine.Statistics;

/// <summary>The names of a bucket's counters. They are stored.</summary>
internal static class Counters
{
    public const string Bytes = "bytes";
    public const string DeleteMarkers = "markers";
    public const string Objects = "objects";
    public const string PartBytes = "partbytes";
    public const string Parts = "parts";
    public const string Uploads = "uploads";

    /// <summary>Every counter that a bucket may have.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        Bytes,
        DeleteMarkers,
        Objects,
        PartBytes,
        Parts,
        Uploads,
        .. StorageClasses
            .All.Skip(1)
            .SelectMany(name =>
                new[] { ObjectsOf(name), BytesOf(name), BilledOf(name), PartsOf(name), PartBytesOf(name) }
            ),
    ];

    public static string ObjectsOf(string storageClass) => "objects/" + storageClass;

    public static string BytesOf(string storageClass) => "bytes/" + storageClass;

    public static string BilledOf(string storageClass) => "billed/" + storageClass;

    public static string PartsOf(string storageClass) => "parts/" + storageClass;

    public static string PartBytesOf(string storageClass) => "partbytes/" + storageClass;
}
