using Ossa.Storage.Local.Blobs;
using Ossa.Storage.Local.FileSystem;

namespace Ossa.Storage.Local;

/// <summary>Where and how the embedded engine keeps its data.</summary>
public sealed record LocalEngineOptions
{
    /// <summary>The data directory; it is created when it does not exist.</summary>
    public required string Directory { get; init; }

    /// <summary>Whether what comes after the first MiB of a blob is written past the system's page cache, where the system and the file system can; never on a network's.</summary>
    public bool DirectIo { get; init; } = true;

    /// <summary>Uses what macOS and Windows use on Linux too, so that tests can run it there.</summary>
    public bool PortableFallbacks { get; init; }

    /// <summary>The clock by which knowledge of verified blocks expires.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How much memory rows take that were read lately, in bytes; 0 keeps none.</summary>
    public long RowCacheBytes { get; init; } = 64L << 20;

    /// <summary>Where tests let syncs of files and directories fail.</summary>
    internal IDiskSync? DiskSync { get; init; }

    /// <summary>What is written past the page cache then.</summary>
    internal DirectWriting Direct { get; init; } = new();

    /// <summary>Where tests let the sync of a commit fail.</summary>
    internal Action? BeforeCommit { get; init; }

    /// <summary>Up to how long a sync usually takes where a client that is alone writes himself.</summary>
    internal TimeSpan QuickSync { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>Where tests let the disk be full.</summary>
    internal FreeSpace? FreeSpace { get; init; }
}
