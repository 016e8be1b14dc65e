namespace Ossa.Storage;

/// <summary>What a backup or a restored store holds.</summary>
/// <param name="Directory">Where it is.</param>
/// <param name="Files">Its files of rows and blobs.</param>
/// <param name="Bytes">What they hold.</param>
/// <param name="CopiedBytes">How much of that was copied; the rest is shared with what it was made from, by links.</param>
public sealed record BackupSummary(string Directory, long Files, long Bytes, long CopiedBytes);
