namespace Ossa.Engine.Garbage;

/// <summary>What a row of the garbage queue speaks of.</summary>
internal enum GarbageKind
{
    /// <summary>One holder of a blob.</summary>
    Blob,

    /// <summary>A body of several pieces: its manifest and what the manifest lists.</summary>
    Manifest,

    /// <summary>The parts of an upload that has ended.</summary>
    Upload,
}
