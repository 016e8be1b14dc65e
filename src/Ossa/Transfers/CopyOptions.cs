namespace Ossa.Transfers;

/// <summary>How a copy is made.</summary>
/// <param name="IsRecursive">Whether it is about all files below a folder, or all objects whose keys begin so.</param>
/// <param name="Overwrite">Whether files on this machine may be replaced.</param>
/// <param name="VersionId">The version of the source, or null for the object as it is now.</param>
/// <param name="Parts">How large files go up.</param>
internal sealed record CopyOptions(bool IsRecursive, bool Overwrite, string? VersionId, PartOptions Parts);
