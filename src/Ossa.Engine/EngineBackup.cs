using Ossa.Storage;

namespace Ossa.Engine;

/// <summary>What a backup holds, for those above the engine, who do not know storage.</summary>
/// <param name="Directory">Where it is.</param>
/// <param name="Files">Its files.</param>
/// <param name="Bytes">What they hold.</param>
/// <param name="CopiedBytes">How much of that was copied; the rest is shared with the store by links.</param>
public sealed record EngineBackup(string Directory, long Files, long Bytes, long CopiedBytes)
{
    /// <summary>The same for those above the engine.</summary>
    public static EngineBackup Of(BackupSummary summary) =>
        new(summary.Directory, summary.Files, summary.Bytes, summary.CopiedBytes);
}
