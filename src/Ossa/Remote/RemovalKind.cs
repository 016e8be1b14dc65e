namespace Ossa.Remote;

/// <summary>What is deleted.</summary>
internal enum RemovalKind
{
    /// <summary>Objects as they are now; in buckets with versions they stay as old versions.</summary>
    Objects,

    /// <summary>One version, for good.</summary>
    OneVersion,

    /// <summary>Versions and delete markers, for good.</summary>
    Versions,

    /// <summary>Unfinished uploads with their parts.</summary>
    Uploads,
}
